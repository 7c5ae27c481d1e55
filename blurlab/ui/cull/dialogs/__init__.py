"""Questions of the focus view that need more than a yes."""
