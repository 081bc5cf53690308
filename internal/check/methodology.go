package check

// Methodology is the name of the page that says how an investigation was made.
const Methodology = "methodology"

// MethodologySections are the anchors of its sections: the questions that a
// reader may ask of any investigation.
var MethodologySections = []string{"how-we-worked", "what-we-could-not-establish", "who-checked", "conflicts", "funding", "use-of-ai", "unnamed-sources", "right-of-reply", "corrections", "contact"}
