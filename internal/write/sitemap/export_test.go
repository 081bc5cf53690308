package sitemap

// Split makes sitemaps with another limit than that of the protocol.
var Split = split
