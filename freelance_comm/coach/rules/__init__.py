"""The rules of the coach, one a file; the registry names them in the order of the rulebook."""
