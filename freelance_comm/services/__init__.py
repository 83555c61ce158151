"""Use cases, each named as the user would name it; the only layer that knows more than one of the parts below."""
