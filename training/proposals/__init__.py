"""Where blur masks come from (paper 2.1): object-like regions of a photo, with scores."""
