<?php
// For php -S: files as they are, all else is WordPress's.
$root = $_SERVER['DOCUMENT_ROOT'];
$path = $root . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (is_file($path))
	return false;
$index = rtrim($path, '/') . '/index.php';
if (!is_file($index))
	$index = $root . '/index.php';
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] =
    substr($index, strlen($root));
chdir(dirname($index));
require $index;
