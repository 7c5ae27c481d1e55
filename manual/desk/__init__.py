"""`python -m manual desk`: the sample photo of 12 megapixels, a desk seen through a thin lens of known optics.

Everything on the desk is drawn here, so the picture is our own.
"""
