"""Pictures for people to look at outside the window: charts and sheets of scored photos, drawn with Pillow."""
