# warcio_each.py FILE... - what `warcio check` says of each: its name without
# ending, and "passes", "refuses", or "fails" when it falls over; split by tab.

import contextlib
import io
import os
import sys

from warcio.checker import Checker


class Order:
    verbose = False


for path in sys.argv[1:]:
    order = Order()
    order.inputs = [path]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            status = Checker(order).process_all()
        said = 'refuses' if status else 'passes'
    except Exception:
        said = 'fails'
    print(os.path.basename(path).removesuffix('.warc.gz'), said, sep='\t')
