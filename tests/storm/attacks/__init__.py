"""What somebody would make who wants to break blurlab: each attack is files made on purpose, and commands on them."""
