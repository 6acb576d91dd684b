"""Papers: what is printed for people, typeset by typst in our own fonts."""
