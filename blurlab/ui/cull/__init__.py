"""The focus view: which photos are sharp where it matters, and what a person makes of them."""
