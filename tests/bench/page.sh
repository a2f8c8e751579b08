# page.sh - a page like a channel's, of a given height; after bench/lib.sh.

# make_page DIR HEIGHT: posts of 500 px with a picture, words and a link each.
# 1366 px wide it is exactly so high.
make_page()
{
	local posts=$(($2 / 500)) i
	mkdir -p "$1"
	for i in 1 2 3 4 5 6 7 8; do
		"$B/bench/picture" "$1/$i.png" 700 300 $i
	done
	{
		cat <<END
<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8"><title>Exempelköpings kommun</title>
<style>
html, body { margin: 0; height: $2px; overflow-x: hidden; font: 16px sans-serif }
article { height: 500px; overflow: hidden; width: 760px; margin: 0 auto }
h2 { margin: 12px 0 8px; font-size: 20px }
p { margin: 8px 0; line-height: 22px }
img { display: block }
</style></head><body>
END
		for ((i = 1; i <= posts; i++)); do
			post $i
		done
		echo '</body></html>'
	} >"$1/index.html"
}

post()
{
	local words='Exempelköpings kommun informerar om vägarbeten, skolor och
bibliotekets öppettider. På måndag stängs Storgatan mellan torget och ån för
gående och cyklister; räkna med omvägar. Frågor besvaras av kontaktcenter'
	cat <<END
<article><h2>Inlägg $1 från Exempelköpings kommun</h2>
<p>$words <a href="https://www.example.org/inlagg/$1">Läs mer om inlägg $1</a>.</p>
<img src="$((1 + $1 % 8)).png" width="700" height="300" alt="Bild $1: torget">
<p>$((7 * $1)) gillar, $1 kommentarer. Exempel Exempelsson: tack för besked!</p>
</article>
END
}

# channel_page HEIGHT: the page served, and an account ordered whose page that
# is; $JOB is the job and $PORT the server's.
channel_page()
{
	make_page "$T/page" "$1"
	serve "$T/page"
	order "http://127.0.0.1:$PORT/"
}
