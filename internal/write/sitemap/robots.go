package sitemap

// RobotsName is where robots look.
const RobotsName = "robots.txt"

// RobotsType is the media type of robots.txt.
const RobotsType = "text/plain; charset=utf-8"

// Robots lets every robot read every page, also where nothing should be listed:
// what a robot may not read cannot tell it to stay away. Without a base address
// there is no sitemap to name.
func Robots(baseURL string) []byte {
	text := "User-agent: *\nAllow: /\n"
	if baseURL != "" {
		text += "\nSitemap: " + baseURL + "/" + Name + "\n"
	}
	return []byte(text)
}
