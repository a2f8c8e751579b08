#!/usr/bin/env python3
"""share.py SHARE COUNT [NAME=VALUE...] - a made-up archive share.

Puts COUNT packages on it, as the catalogue reads them, spread over ten
half-years and thirty accounts.  What many of them have alike is one file with
many names.  Made again with a larger COUNT, the former packages stay as they
were and the newest come after them.

	words=N     words of a page's text (default 300)
	texts=N     how many different texts there are (default 40)
	start=N     number of the first package (default 0)

Package N has the word "nyckelN" in its page's title.
"""
import hashlib
import os
import random
import sys

PDF = """%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 1800]/Contents 4 0 R
/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length %d>>stream
%sendstream endobj
trailer<</Root 1 0 R>>
"""
ORDER = """<?xml version="1.0" encoding="UTF-8"?>
<order xmlns="urn:x-bevara:order:1" period="2026-H2">
<organisation><name>Exempelköpings kommun</name><number>212000-0000</number>
<archiveAuthority>Kommunstyrelsen</archiveAuthority></organisation>
<account id="%s" status="active"><name>%s</name><platform>%s</platform>
<address>https://www.example.org/%s</address><purpose>Informera</purpose>
<audience>Invånare</audience><contact>post@example.org</contact>
<unit>Kommunikation</unit><board>%s</board>
<person part="responsible"><name>Exempel Exempelsson</name>
<function>Kommunikatör</function><email>exempel@example.org</email></person>
<logins>Valvet</logins><businessSuite>no</businessSuite>
<decision><by>Kommunchefen</by><date>2026-01-15</date>
<number>KS 2026/12</number></decision><inlet>browser</inlet></account>
%s<source konton="%064d" plan="%064d"/></order>
"""
RULE = """<rule row="r1"><recordType>%s</recordType>
<action>bevaras</action><registration>nej</registration>
<storage>Arkivytan</storage>%s</rule>
"""
RETENTION = """<?xml version="1.0" encoding="UTF-8"?>
<retention xmlns="urn:x-bevara:retention:1">%s</retention>
"""
CAPTURE = """<?xml version="1.0" encoding="UTF-8"?>
<capture xmlns="urn:x-bevara:capture:1" id="%s" account="%s" method="browser">
<time started="%s" ended="%s"/>
<page width="1366" height="2000"><title>%s</title></page>
<verdict value="%s"/></capture>
"""
PLATFORMS = ["facebook", "instagram", "webb", "youtube", "mastodon"]
PLACES = ["Biblioteket", "Kulturskolan", "Räddningstjänsten", "Gymnasiet",
          "Badhuset", "Kommunen"]
BOARDS = ["Kommunstyrelsen", "Kultur- och fritidsnämnden"]
TYPES = ["Ögonblicksbild av konto i sociala medier",
         "Ögonblicksbild av webbplats"]


def vocabulary():
    r = random.Random(1)
    first = ["vatten", "skol", "kommun", "bad", "bok", "natt", "sommar", "väg",
             "barn", "kultur", "fritids", "bygg", "miljö", "sjö", "å", "hus"]
    last = ["dag", "ledning", "plats", "gård", "arbete", "fest", "plan",
            "kväll", "möte", "hall", "råd", "tid", "en", "erna", "ning", "s"]
    made = ["och", "att", "det", "som", "en", "på", "är", "av", "för", "med"]
    while len(made) < 20000:
        made.append(r.choice(first) + "".join(
            r.choice("abdefgiklmnoprstuvyåäö") for _ in range(
                r.randrange(0, 5))) + r.choice(last))
    return made


def layout(number, count, words):
    r = random.Random(number)
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<layout xmlns="urn:x-'
           'bevara:layout:1" width="1366" height="2000" comments="marked">'
           '<body>\n']
    for at in range(0, count, 40):
        out.append('<paragraph>\n<run x="0" y="%d" w="1" h="1" size="16">\n'
                   % at)
        for _ in range(min(40, count - at)):
            w = words[min(int(r.paretovariate(0.6)) - 1, len(words) - 1)]
            out.append('   <w x="187.25" w="48.5">%s</w>\n' % w)
        out.append("</run></paragraph>\n")
    out.append("</body></layout>\n")
    return "".join(out)


def digest(data):
    return hashlib.sha256(data).hexdigest()


class Pool:
    """Files that are there once, under many names."""

    def __init__(self, folder):
        self.folder = folder
        self.made = {}
        os.makedirs(folder, exist_ok=True)

    def get(self, key, make):
        if key not in self.made:
            data = make()
            if isinstance(data, str):
                data = data.encode()
            path = "%s/%d-%d" % (self.folder, os.getpid(), len(self.made))
            with open(path, "wb") as f:
                f.write(data)
            self.made[key] = (path, digest(data))
        return self.made[key]


def pdf(kind):
    draw = "%.1f 0.6 %.1f rg 0 1500 600 300 re f 0 g BT /F1 40 Tf 40 1600 " \
        "Td (Prov %d) Tj ET\n" % (kind / 8, 1 - kind / 8, kind)
    return PDF % (len(draw), draw)


def moment(n):
    half = min(n // 500, 9)
    n -= 500 * half
    day, second = n // 24 % 28 + 1, n % 60
    return ("%d-H%d" % (2022 + half // 2, half % 2 + 1),
            "%d-%02d-%02dT%02d:%02d:%02d" % (
                2022 + half // 2, 5 if half % 2 == 0 else 11, day, n % 24,
                n // 24 % 60, second))


def package(share, pool, n, texts, count, words):
    account = "konto-%02d" % (n % 30)
    period, time = moment(n)
    name = "%s i Exempelköping %d" % (PLACES[n % 6], n % 30)
    ident = "%s_%sZ" % (account, time.replace("-", "").replace(":", ""))
    rule = RULE % (TYPES[n % 30 // 20], "")
    base = "%s/%s/%s" % (share, period, ident)
    title = "%s nyckel%d" % (name, n)
    made = {
        "documentation/order.xml": pool.get(("o", n % 30), lambda: ORDER % (
            account, name, PLATFORMS[n % 5], account, BOARDS[n % 2], rule, 0,
            1)),
        "metadata/other/retention.xml": pool.get(
            ("r", n % 30 // 20), lambda: RETENTION % rule),
        "documentation/capture.xml": pool.get(("c", n), lambda: CAPTURE % (
            ident, account, time + "Z", time + "Z", title, "good")),
        "documentation/layout.xml": pool.get(
            ("l", n % texts), lambda: layout(n % texts, count, words)),
        "representations/pdfa/data/document.pdf": pool.get(
            ("p", n % 6), lambda: pdf(n % 6)),
    }
    lines = []
    for path in sorted(made):
        os.makedirs(os.path.dirname(base + "/" + path), exist_ok=True)
        os.link(made[path][0], base + "/" + path)
        lines.append("%s  %s/%s\n" % (made[path][1], ident, path))
    plain = "%s %s, %d.pdf" % (time[:10], name, n)
    paper = made["representations/pdfa/data/document.pdf"]
    os.link(paper[0], "%s/%s/%s" % (share, period, plain))
    lines.append("%s  %s\n" % (paper[1], plain))
    with open(base + ".sha256", "w", encoding="utf-8") as f:
        f.writelines(sorted(lines, key=lambda x: x[66:].encode()))


def main():
    share, count = sys.argv[1], int(sys.argv[2])
    given = dict(a.split("=") for a in sys.argv[3:])
    words = vocabulary()
    pool = Pool(share + ".filer")
    for n in range(int(given.get("start", 0)), count):
        package(share, pool, n, int(given.get("texts", 40)),
                int(given.get("words", 300)), words)


main()
