"""The head for the amount and kind of blur, trained on the known blur of synthetic samples."""
