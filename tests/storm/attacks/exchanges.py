"""Exchange files that mark much with few bytes, refer to themselves, or nest without end."""

import json
from pathlib import Path
from typing import Any

from tests.storm.attacks.attack import attack, given, try_masks
from tests.storm.room import Room

WIDTH, HEIGHT = 160, 120


def _coco(annotations: list[Any], images: list[Any] | None = None, **more: Any) -> str:
    pictures = images or [{"id": 1, "file_name": "a.png", "width": WIDTH, "height": HEIGHT}]
    kinds = [{"id": 1, "name": "blurred"}]
    return json.dumps({"images": pictures, "categories": kinds, "annotations": annotations, **more})


def _mark(**what: Any) -> dict[str, Any]:
    return {"id": 1, "image_id": 1, "category_id": 1, "iscrowd": 0, **what}


def _labelme(shapes: list[Any]) -> str:
    size = {"imagePath": "a.png", "imageWidth": WIDTH, "imageHeight": HEIGHT, "imageData": None}
    return json.dumps({"version": "5", "flags": {}, "shapes": shapes, **size})


def _shape(kind: str, points: Any) -> dict[str, Any]:
    return {"label": "blurred", "shape_type": kind, "points": points, "flags": {}}


def _cvat(inside: str, head: str = "") -> str:
    image = f'<image id="0" name="a.png" width="{WIDTH}" height="{HEIGHT}">{inside}</image>'
    return f'<?xml version="1.0"?>{head}<annotations><version>1.1</version>{image}</annotations>'


def _studio(results: list[Any]) -> str:
    return json.dumps([{"id": 1, "data": {"image": "a.png"}, "annotations": [{"result": results}]}])


def _brush(rle: list[int]) -> dict[str, Any]:
    value = {"format": "rle", "rle": rle, "brushlabels": ["blurred"]}
    return {"type": "brushlabels", "original_width": WIDTH, "original_height": HEIGHT, "value": value}


def _try(room: Room, texts: dict[str, str], suffix: str) -> None:
    name = room.draw.choice(sorted(texts))
    file = given(room) / f"marks{suffix}"
    file.write_bytes(texts[name].encode("utf-8", "surrogatepass"))
    try_masks(room, f"{suffix}, {name} ({file.stat().st_size} bytes)", file)


HUGE = 10**400
ZIGZAG = [value for number in range(60_000) for value in (1e9 * (number % 2) - 5e8, number / 500)]


@attack
def coco_files(room: Room) -> None:
    tiny = [_mark(segmentation=[[1, 1, 2, 1, 2, 2]]) for _ in range(300_000)]
    rle = {"size": [HEIGHT, WIDTH], "counts": [1] * 3_000_000}
    texts = {
        "tiny shapes": _coco(tiny),
        "zigzag": _coco([_mark(segmentation=[ZIGZAG])]),
        "a polygon of many": _coco([_mark(segmentation=[ZIGZAG[:6]] * 200_000)]),
        "long runs": _coco([_mark(segmentation=rle)]),
        "runs beyond": _coco([_mark(segmentation={"size": [HEIGHT, WIDTH], "counts": [1 << 62, 1 << 62]})]),
        "runs below": _coco([_mark(segmentation={"size": [HEIGHT, WIDTH], "counts": [-5, WIDTH * HEIGHT + 5]})]),
        "large runs": _coco([_mark(segmentation={"size": [1 << 30, 1 << 30], "counts": [1 << 60]})]),
        "packed runs": _coco([_mark(segmentation={"size": [HEIGHT, WIDTH], "counts": "o" * 5_000_000})]),
        "wild runs": _coco([_mark(segmentation={"size": [HEIGHT, WIDTH], "counts": "\ud800\u202e" * 9})]),
        "huge": _coco([_mark(segmentation=[[HUGE, -HUGE, 3, 4, 5, 6]], bbox=[HUGE] * 4)]),
        "many names": _coco([], [{"id": number, "file_name": f"{number}.png"} for number in range(400_000)]),
        "same ids": _coco([_mark(segmentation=[[1, 1, 9, 1, 9, 9]])] * 9, [{"id": 1, "file_name": "a.png"}] * 50_000),
        "categories": _coco([_mark(category_id=[1])], categories=[{"id": {}, "name": []}] * 9),
        "deep": '{"images":' + "[" * 90_000 + "]" * 90_000 + "}",
        "digits": _coco([]).replace('"width": 160', f'"width": {"9" * 100_000}'),
        "nothing": '{"images": 5, "annotations": "x", "categories": null}',
        "not a number": _coco([_mark(segmentation=[[float("nan"), 1, float("inf"), 2, 3, 4]])]),
        "large picture": _coco([], [{"id": 1, "file_name": "a.png", "width": 1 << 40, "height": 1 << 40}]),
        "names": _coco([_mark(segmentation=[[1, 1, 9, 1, 9, 9]])]).replace(
            "a.png", "../../../outside/one\\u0000\\ud800"
        ),
        "empty objects": "[" + "{}," * 5_000_000 + "{}]",
    }
    _try(room, texts, ".json")


@attack
def labelme_files(room: Room) -> None:
    texts = {
        "circles": _labelme([_shape("circle", [[0, 0], [1e300, 1e300]])] * 2000),
        "linestrips": _labelme([_shape("linestrip", [[x * 1e6, -x * 1e6] for x in range(50_000)])] * 4),
        "lines": _labelme([_shape("line", [[-1e9, 60], [1e9, 60]])] * 100_000),
        "points": _labelme([_shape("point", [[1e18, 1e18]])] * 200_000),
        "mask": _labelme([{**_shape("mask", [[0, 0], [1e9, 1e9]]), "mask": "A" * 4_000_000}]),
        "zigzag": _labelme([_shape("polygon", list(zip(ZIGZAG[::2], ZIGZAG[1::2], strict=True)))]),
        "nested points": _labelme([_shape("polygon", [[[[1]]], {}, None, "5"])]),
        "huge": _labelme([_shape("rectangle", [[HUGE, 0], [5, HUGE]])]),
        "data": _labelme([]).replace('"imageData": null', '"imageData": "' + "A" * (60 << 20) + '"'),
        "label": _labelme([{**_shape("rectangle", [[0, 0], [9, 9]]), "label": "x" * 5_000_000}]),
        "labels": _labelme(
            [{**_shape("rectangle", [[0, 0], [9, 9]]), "label": f"c{number}"} for number in range(90_000)]
        ),
        "types": _labelme([{"label": {}, "shape_type": [], "points": 5}, None, "x"]),
    }
    folder = given(room)
    name = room.draw.choice(sorted(texts))
    for stem in ("a", "b"):
        text = texts[name].replace('"a.png"', f'"{stem}.{"png" if stem == "a" else "jpg"}"')
        (folder / f"{stem}.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    try_masks(room, f"labelme, {name}", folder)


@attack
def xml_files(room: Room) -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + number)} "{f"&{chr(97 + number)};" * 10}">' for number in range(9)
    )
    points = ";".join(f"{x},{y}" for x, y in zip(ZIGZAG[::2], ZIGZAG[1::2], strict=True))
    polygon = '<polygon label="blurred" points="{}"/>'
    mask = '<mask label="blurred" rle="{}" left="{}" top="0" width="{}" height="{}"/>'
    texts = {
        "entities": _cvat("&j;", entities + "]>"),
        "outside": _cvat("&x;", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "zigzag": _cvat(polygon.format(points)),
        "tiny": _cvat(polygon.format("1,1;2,1;2,2") * 200_000),
        "runs": _cvat(mask.format(", ".join(["1"] * 2_000_000), 0, WIDTH, HEIGHT)),
        "runs beyond": _cvat(mask.format("9" * 400, "-" + "9" * 30, "9" * 30, "1e999")),
        "ellipses": _cvat('<ellipse label="blurred" cx="0" cy="0" rx="1e308" ry="1e308" rotation="nan"/>' * 2000),
        "boxes": _cvat('<box label="blurred" xtl="-1e30" ytl="0" xbr="1e30" ybr="1e30"/>' * 50_000),
        "deep": _cvat("<a>" * 300_000),
        "attributes": _cvat("<polygon " + " ".join(f'a{number}="1"' for number in range(300_000)) + "/>"),
        "texts": _cvat("<a>" + "x" * (80 << 20) + "</a>"),
        "wild": _cvat(polygon.format("nan,inf;1;;,")),
        "encoding": _cvat("").replace('version="1.0"', 'version="1.0" encoding="utf-7"'),
    }
    _try(room, texts, ".xml")


@attack
def studio_files(room: Room) -> None:
    box = {"x": 1e300, "y": -1e300, "width": 1e300, "height": 1e300, "rotation": 1e300, "rectanglelabels": ["blurred"]}
    polygon = {"points": list(zip(ZIGZAG[::2], ZIGZAG[1::2], strict=True)), "polygonlabels": ["blurred"]}
    size = {"original_width": WIDTH, "original_height": HEIGHT}
    texts = {
        "runs": _studio([_brush([255] * 3_000_000)]),
        "claimed runs": _studio([_brush([255, 255, 255, 255, 255, 0, 0, 9] * 40)]),
        "bytes beyond": _studio([_brush([999, -4, 1 << 70])]),
        "boxes": _studio([{"type": "rectanglelabels", **size, "value": box}] * 20_000),
        "polygon": _studio([{"type": "polygonlabels", **size, "value": polygon}] * 3),
        "ellipse": _studio(
            [
                {
                    "type": "ellipselabels",
                    **size,
                    "value": {
                        "x": 5,
                        "y": 5,
                        "radiusX": 1e308,
                        "radiusY": 1e308,
                        "rotation": "x",
                        "ellipselabels": ["blurred"],
                    },
                }
            ]
            * 3000
        ),
        "size": _studio([{**_brush([1]), "original_width": 1 << 50, "original_height": "x"}]),
        "tasks": "[" + ",".join(['{"id":1,"data":{"image":"a.png"},"annotations":[]}'] * 300_000) + "]",
        "types": json.dumps([{"id": {}, "data": ["image"], "annotations": {"result": 3}}, 5, None]),
        "web": _studio([]).replace("a.png", "http://169.254.169.254/a.png?x=/data/local-files/?d=../../outside/one"),
        "deep": '[{"data": ' + '{"image":' * 90_000 + "1" + "}" * 90_000 + "}]",
    }
    _try(room, texts, ".json")


@attack
def voc_folders(room: Room) -> None:
    folder = given(room)
    from tests.storm.attacks.pictures import png

    (folder / "SegmentationClass").mkdir()
    (folder / "SegmentationClass" / "a.png").write_bytes(png(160, 120, 8, 3))
    (folder / "SegmentationClass" / "b.png").write_bytes(png(14_000, 14_000, 16, 2))
    lines = (
        "blurred:128,0,0::\n" * 400_000,
        "x" * (30 << 20),
        "\ud800:9e9,nan,-1::",
        "blurred:" + "9" * 9000 + ",0,0::",
        "",
    )
    (folder / "labelmap.txt").write_bytes(room.draw.choice(lines).encode("utf-8", "surrogatepass"))
    try_masks(room, "a VOC folder", folder)


@attack
def mask_pictures(room: Room) -> None:
    from tests.storm.attacks.pictures import png, zeros

    folder = given(room)
    (folder / "a.png").write_bytes(png(9000, 9000, 16, 6))
    (folder / "b.png").write_bytes(png(160, 120, 8, 0, data=zeros(300)))
    (folder / "c.png").write_bytes(png(1, 60_000, 16, 0))
    (folder / "d.jpg").write_bytes((room.folder / "photos" / "b.jpg").read_bytes()[:900])
    maps = room.folder / "marks" / "masks"
    room.give("large masks", "import", room.project, "--masks", folder, "--blurred", "255")
    room.give("large masks", "evaluate", "--predictions", maps, "--masks", folder, "--csv", "e.csv")
    room.give(
        "large maps", "evaluate", "--predictions", folder, "--masks", maps, "--curves", "c.png", "--sheet", "s.png"
    )
    taken = Path(room.folder / "e.csv")
    if taken.exists() and "b," in taken.read_text():
        room.report.lose("half a mask was compared")
