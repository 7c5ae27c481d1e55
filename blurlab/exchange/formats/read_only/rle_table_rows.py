"""Tables of run lengths along the rows, which look like those down the columns: a person says so."""

from blurlab.exchange.formats.read_only.rle_table import format_of

FORMAT = format_of(
    "rle-table-rows", "Run-length table by rows", "the same with runs along the rows; never detected", 15, columns=False
)
