"""The focus view: which photos are sharp where it matters, and a person's ratings of them."""
