"""Writes the files of this folder, with other programs than ours: gzip by pyarrow, zstd by polars (`pip install pyarrow polars`)."""

import datetime
import pathlib

import polars
import pyarrow
import pyarrow.parquet

HERE = pathlib.Path(__file__).parent
DAY = datetime.date(2026, 1, 1)

rows = {
    "id": [f"n{i}" for i in range(40)],
    "date": [DAY + datetime.timedelta(days=i) for i in range(40)],
    "outlet": ["The Norland Post" if i % 2 else None for i in range(40)],
    "text": [f"Anna Ek said that harbour {i} would open in May. She would pay for it." for i in range(40)],
    "tags": [["harbour", "May"] for _ in range(40)],
}
pyarrow.parquet.write_table(pyarrow.table(rows), HERE / "gzip.parquet", compression="gzip", row_group_size=15)
polars.DataFrame(rows).write_parquet(HERE / "zstd.parquet", compression="zstd", row_group_size=15)
