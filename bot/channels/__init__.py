"""Where people are: each channel parses what comes in, renders what goes out (both pure), and sends."""
