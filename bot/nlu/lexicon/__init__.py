"""The words that are known, one readable file a topic. Add a spelling here and it is read everywhere (docs/nlu.md).

Words are written as people write them, separated by blanks; an underscore joins the words of a phrase.
Marks, hamza forms, ta marbuta and elongation need no spellings of their own: all is folded when it is read.
"""
