/* Answers everything from the network, as a page's own would. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("fetch", (e) => e.respondWith(fetch(e.request)));
