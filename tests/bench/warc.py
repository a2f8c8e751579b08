# warc.py FILE MEGABYTES - a WARC file as bevara-fetch writes one, made up: of a
# page's bytes half are text that packs well, as its scripts and answers do, and
# half are pictures that do not.

import gzip
import hashlib
import os
import random
import sys
import uuid

random.seed(1)
WORDS = [''.join(random.choices('abcdefghijklmnoprstuvåäö', k=random.randint(
    2, 12))) for _ in range(5000)]
TEXT = ' '.join(random.choices(WORDS, [1 / (i + 1) for i in range(5000)],
                               k=2000000)).encode()


def body(size):
    if random.random() < 0.5:
        return os.urandom(size)
    at = random.randrange(len(TEXT) - min(size, len(TEXT) - 1))
    return TEXT[at:at + size]


def record(kind, head, payload):
    block = head + payload
    fields = ''.join(f'{name}: {value}\r\n' for name, value in (
        ('WARC-Type', kind),
        ('WARC-Record-ID', f'<urn:uuid:{uuid.UUID(int=random.getrandbits(128), version=4)}>'),
        ('WARC-Date', '2026-11-23T12:00:00.000000Z'),
        ('WARC-Target-URI', 'https://www.example.org/'),
        ('WARC-Block-Digest', 'sha256:' + hashlib.sha256(block).hexdigest()),
        ('WARC-Payload-Digest',
         'sha256:' + hashlib.sha256(payload).hexdigest()),
        ('Content-Type', f'application/http;msgtype={kind}'),
        ('Content-Length', len(block))))
    return gzip.compress(b'WARC/1.1\r\n' + fields.encode() + b'\r\n' + block +
                         b'\r\n\r\n', 6)


left = float(sys.argv[2]) * 1e6
with open(sys.argv[1], 'wb') as out:
    while left > 0:
        payload = body(int(random.lognormvariate(11, 1.2)))
        left -= len(payload)
        out.write(record('response', b'HTTP/1.1 200 OK\r\nContent-Length: '
                         b'%d\r\n\r\n' % len(payload), payload))
        out.write(record('request', b'GET / HTTP/1.1\r\n'
                         b'Host: www.example.org\r\n\r\n', b''))
