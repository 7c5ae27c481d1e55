"""The formats that are read but not written, as those of the folder above otherwise."""
