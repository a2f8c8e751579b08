#!/usr/bin/env python3
# tsa.py DIR - an RFC 3161 authority on loopback, answered by openssl-ts(1).
#
# DIR/NAME holds an authority as tests/harness/tsa.sh makes it.  Prints its
# port.  POST /NAME/HOW is answered so:
#	good		a stamp
#	other-data	a stamp over other bytes
#	other-nonce	a stamp over the same bytes, for another request
#	old-answer	the answer to the first request that there ever was
#	early, late	a stamp whose time is a day off
#	no-certs	a stamp without certificates
#	rejected, busy	no stamp: bad request; no source of time just now
#	truncated, trailing, garbage, empty, huge, endless
#	slow		a byte each second
#	closed		nothing
#	status-N	HTTP status N
#	redirect	to good
# Any other answer is 404.  A line for each request goes to standard error.

import http.server
import os
import subprocess
import sys
import tempfile
import threading
import time

base = sys.argv[1]
lock = threading.Lock()

# PKIStatusInfo { rejection (2), failInfo }: badRequest (2), timeNotAvailable
# (14); DER by hand, since openssl-ts(1) has no way to ask for them.
REJECTED = bytes.fromhex('3009300702010203020520')
BUSY = bytes.fromhex('300a3008020102030301' '0002')


def openssl(name, *args, shift=None):
    before = ['faketime', '-f', shift] if shift else []
    return subprocess.run([*before, 'openssl', *args], check=True,
                          cwd=os.path.join(base, name), capture_output=True)


def read(path):
    with open(path, 'rb') as f:
        return f.read()


def stamp(name, query, shift=None, out='out'):
    with lock, tempfile.TemporaryDirectory() as t:
        q, r = os.path.join(t, 'q'), os.path.join(t, 'r')
        with open(q, 'wb') as f:
            f.write(query)
        openssl(name, 'ts', '-reply', '-config', 'tsa.cnf', '-queryfile', q,
                '-out', r, shift=shift)
        return read(r)


def other_query(name, query, how):
    with tempfile.TemporaryDirectory() as t:
        q = os.path.join(t, 'q')
        if how == 'other-data':
            what = ['-digest', '00' * 32]
        else:
            at = query.index(bytes.fromhex('0420')) + 2
            what = ['-digest', query[at:at + 32].hex()]
        openssl(name, 'ts', '-query', *what, '-sha256', '-cert', '-out', q)
        return read(q)


def answer(name, how, query):
    if how in ('other-data', 'other-nonce'):
        return stamp(name, other_query(name, query, how))
    if how == 'no-certs':
        return stamp(name, query.replace(b'\1\1\xff', b'\1\1\0'))
    if how in ('early', 'late'):
        return stamp(name, query, '-1d' if how == 'early' else '+1d')
    good = stamp(name, query)
    if how == 'old-answer':
        path = os.path.join(base, name, 'first')
        if not os.path.exists(path):
            with open(path, 'wb') as f:
                f.write(good)
        return read(path)
    return {'good': good, 'truncated': good[:-100], 'trailing': good + b'x',
            'garbage': b'<html>' + bytes(range(256)), 'empty': b'',
            'rejected': REJECTED, 'busy': BUSY,
            'huge': good + bytes(200000), 'slow': good}.get(how)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def start(self, status, *headers):
        self.send_response(status)
        self.send_header('Content-Type', 'application/timestamp-reply')
        for key, value in headers:
            self.send_header(key, value)
        self.end_headers()

    def body(self, data, pause=0):
        self.start(200, ('Content-Length', str(len(data))))
        step = 1 if pause else len(data) or 1
        for i in range(0, len(data), step):
            self.wfile.write(data[i:i + step])
            self.wfile.flush()
            time.sleep(pause)

    def endless(self):
        self.start(200, ('Transfer-Encoding', 'chunked'))
        while True:
            self.wfile.write(b'10000\r\n' + bytes(65536) + b'\r\n')

    def do_POST(self):
        query = self.rfile.read(int(self.headers['Content-Length']))
        name, how = self.path.strip('/').split('/')
        if self.headers['Content-Type'] != 'application/timestamp-query' or \
                self.headers['Cookie']:
            return self.start(400, ('Content-Length', '0'))
        if how == 'closed':
            self.close_connection = True
            return None
        if how.startswith('status-'):
            return self.start(int(how[7:]), ('Content-Length', '0'))
        if how == 'redirect':
            return self.start(307, ('Location', '/%s/good' % name),
                              ('Content-Length', '0'))
        if how == 'endless':
            return self.endless()
        data = answer(name, how, query)
        if data is None:
            return self.start(404, ('Content-Length', '0'))
        return self.body(data, 1 if how == 'slow' else 0)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        kind = sys.exc_info()[0]
        if not issubclass(kind, ConnectionError):
            super().handle_error(request, client_address)


server = Server(('127.0.0.1', 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
