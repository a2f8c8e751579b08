<?php
// Install WordPress in Swedish and fill it with posts, pictures and comments.
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = '127.0.0.1:' . getenv('PORT');
require getenv('FOLDER') . '/site/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/image.php';

const POSTS = [
	['Öppettider på biblioteket', 'Biblioteket håller öppet måndag till fredag 10–18 och lördag 10–14. Återlämning går bra dygnet runt i luckan.'],
	['Snöröjning i helgen', 'Plogbilarna är ute från klockan 04. Håll gatorna fria från parkerade bilar så går det fortare.'],
	['Vattenläcka lagad', 'Läckan på Exempelgatan är lagad. Låt vattnet rinna en stund om det är missfärgat.'],
	['Sommarlovsaktiviteter', 'Simskola, fotboll, måleri och skogsvandring – allt är kostnadsfritt för barn och unga i åldrarna 6–16 år.'],
	['Ny cykelväg invigs', 'Cykelvägen mellan Åsen och Östra skolan är klar. Välkommen på invigning med fika på lördag.'],
	['Budgeten är antagen', 'Kommunfullmäktige antog budgeten för nästa år: mer till skolan (+3,5 %) och till äldreomsorgen (+2,8 %).'],
	['Elavbrott på tisdag', 'Nätägaren byter en transformator kl. 09.00–11.30. Berörda hushåll har fått brev.'],
	['Årets medarbetare 🎉', 'Grattis Exempel Exempelsson i hemtjänsten, som fått flest röster!'],
	['Frågor & svar om avgifter', 'Vad kostar det att "lämna" grovavfall? Ingenting – för privatpersoner. Läs mer på sidan om återvinning.'],
	['Konsert på torget', 'Café Örnen ordnar allsång: ”Så länge skutan kan gå”, ”Visa vid midsommartid” med flera.'],
	['Råd inför värmeböljan', 'Drick vatten, sök skugga, ring grannen som bor ensam. SMHI varnar för över 30 °C.'],
	['Tack för alla synpunkter', 'Över 1 200 svar kom in om den nya översiktsplanen. Beslut väntas i vår.'],
];

// A picture of its own for a post: stripes and a disc.
function picture($number, $title)
{
	$image = imagecreatetruecolor(900, 500);
	for ($x = 0; $x < 900; $x += 10)
		imagefilledrectangle($image, $x, 0, $x + 9, 499,
		    imagecolorallocate($image, $x % 256, ($number * 60) % 256,
		    255 - $x % 256));
	imagefilledellipse($image, 450, 250, 300, 300,
	    imagecolorallocate($image, 255, 230, 80));
	ob_start();
	imagejpeg($image, null, 85);
	$file = wp_upload_bits("bild-$number.jpg", null, ob_get_clean());
	$id = wp_insert_attachment(['post_mime_type' => 'image/jpeg',
	    'post_title' => $title, 'post_status' => 'inherit'], $file['file']);
	wp_update_attachment_metadata($id,
	    wp_generate_attachment_metadata($id, $file['file']));
	update_post_meta($id, '_wp_attachment_image_alt', "Bild: $title");
	return [$id, $file['url']];
}

wp_install('Exempelköpings kommun', 'redaktion', 'post@example.org', true, '',
    'prov', 'sv_SE');
update_option('WPLANG', 'sv_SE');
update_option('blogdescription', 'Nyheter från Exempelköping');
update_option('posts_per_page', 10);
update_option('timezone_string', 'Europe/Stockholm');
update_option('show_avatars', 0);
wp_update_user(['ID' => 1, 'display_name' => 'Exempelköpings kommun']);
wp_delete_post(1, true);
foreach (POSTS as $i => [$title, $text]) {
	$content = "<!-- wp:paragraph --><p>$text</p><!-- /wp:paragraph -->";
	[$picture, $url] = $i % 3 == 1 ? picture($i, $title) : [0, ''];
	if ($picture)
		$content .= '<!-- wp:image --><figure class="wp-block-image">' .
		    "<img src=\"$url\" alt=\"$title\"/></figure><!-- /wp:image -->";
	$id = wp_insert_post(['post_title' => $title, 'post_content' => $content,
	    'post_status' => 'publish', 'post_author' => 1,
	    'post_date' => sprintf('2026-10-%02d 12:00:00', $i + 1)], true);
	if (is_wp_error($id))
		die($id->get_error_message());
	if ($picture)
		set_post_thumbnail($id, $picture);
	wp_insert_comment(['comment_post_ID' => $id, 'comment_approved' => 1,
	    'comment_content' => 'Tack för beskedet, det var på tiden!',
	    'comment_author' => 'Exempel Exempelsson',
	    'comment_author_email' => 'exempel@example.org']);
}
