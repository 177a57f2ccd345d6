"""The pool (评委库): who may be asked to judge, advise, inspect, run a workshop or translate."""
