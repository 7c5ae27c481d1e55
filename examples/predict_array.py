"""Predict an array: how blurred is each pixel of a photo that is in memory already?

python examples/predict_array.py
"""

import numpy as np
from PIL import Image

import blurlab
from blurlab.assets import resource


def main() -> None:
    photo = np.asarray(Image.open(resource("samples/flower.jpg")).convert("RGB"))

    model = blurlab.load_model("default")  # once; predict as many photos as you like with it
    blurriness = blurlab.predict(photo, model)

    assert blurriness.shape == photo.shape[:2]
    print(f"{np.mean(blurriness >= 128):.0%} of the {photo.shape[1]}×{photo.shape[0]} pixels are blurred.")

    prediction = model.predict(photo)  # the same at the network's own resolution
    print(f"One predicted pixel stands for {prediction.scale:.1f} pixels of the photo, along a side.")


if __name__ == "__main__":
    main()
