"""How the coach's knowledge of a language is made and measured."""
