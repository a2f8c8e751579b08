/*
 * seed.js SITE TOPICS - fill a NodeBB beside its running server: one category
 * with so many topics in Swedish, through NodeBB's own code and its database.
 * Prints the category's path.
 */
"use strict";
const path = require("path");
const site = path.resolve(process.argv[2]);
const topics = Number(process.argv[3]);
const own = (name) => require(path.join(site, "src", name));
const nconf = require(path.join(site, "node_modules/nconf"));

process.chdir(site);
nconf.file({file: path.join(site, "config.json")});
nconf.defaults({base_dir: site, version: "1.4.0", relative_path: "",
    themes_path: path.join(site, "node_modules"),
    views_dir: path.join(site, "public/templates"),
    upload_path: "public/uploads", upload_url: "/uploads/",
    base_url: nconf.get("url"), isPrimary: "true"});

/* NodeBB's functions tell of their end by a callback. */
function call(of, name, ...args)
{
	return new Promise((done, failed) => of[name](...args, (error, value) =>
	    error ? failed(error) : done(value)));
}

const subjects = ["Badplatsen öppnar på måndag", "Vattenläcka på Exempelgatan",
	"Sagostund på biblioteket", "Sopbilen kommer en dag senare",
	"Ny cykelväg till Östra skolan", "Fullmäktige sammanträder"];

async function fill()
{
	const db = own("database"), meta = own("meta");

	await call(db, "init");
	await call(meta.configs, "init");
	await call(db, "setObject", "config", Object.assign(
	    await call(db, "getObject", "config"), {postDelay: 0,
	    initialPostDelay: 0, newbiePostDelay: 0, defaultLang: "sv"}));
	await call(meta.configs, "init");
	const uid = await call(own("user"), "getUidByUsername", "redaktion");
	const category = await call(own("categories"), "create", {
	    name: "Exempelköpings kommun", description: "Frågor och svar"});
	for (let i = 1; i <= topics; i++) {
		const subject = subjects[i % subjects.length];

		await call(own("topics"), "post", {uid, cid: category.cid,
		    title: `Ämne ${i}: ${subject}`,
		    content: `${subject}. Hör av er om ni undrar något (${i}).`});
	}
	console.log("/category/" + category.slug);
}

fill().then(() => process.exit(0), (error) => {
	console.error(error);
	process.exit(1);
});
