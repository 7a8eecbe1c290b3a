package mailin

import "strings"

// silent elements have text that is not for readers.
var silent = map[string]bool{
	"style": true, "script": true, "title": true, "noembed": true, "noframes": true, "iframe": true,
	"template": true, "svg": true, "math": true, "object": true, "select": true, "noscript": true,
	"video": true, "audio": true, "canvas": true,
}

// blocks are elements that stand on lines of their own, with the line ends around them.
var blocks = map[string]int{
	"p": 2, "h1": 2, "h2": 2, "h3": 2, "h4": 2, "h5": 2, "h6": 2, "ul": 2, "ol": 2, "dl": 2, "table": 2,
	"blockquote": 2, "pre": 2, "div": 1, "tr": 1, "li": 1, "dt": 1, "dd": 1, "section": 1, "article": 1,
	"header": 1, "footer": 1, "address": 1, "form": 1, "fieldset": 1, "center": 1, "hr": 1, "body": 1,
	"caption": 1, "main": 1, "nav": 1, "aside": 1, "figure": 1, "legend": 1,
}

// void elements have no end tag.
var void = map[string]bool{
	"br": true, "hr": true, "img": true, "input": true, "meta": true, "link": true, "wbr": true,
	"area": true, "base": true, "col": true, "embed": true, "source": true, "track": true,
}

var readable = map[string]bool{"http": true, "https": true, "mailto": true}

func sameAddress(text, address string) bool {
	if len(text) > 2*maxLink {
		return false
	}
	plain := func(s string) string {
		s = strings.ToLower(strings.TrimSpace(s))
		for _, p := range []string{"mailto:", "http://", "https://", "www."} {
			s = strings.TrimPrefix(s, p)
		}
		s, _, _ = strings.Cut(s, "?subject=")
		return strings.TrimRight(s, "/")
	}
	return plain(text) == plain(address)
}

// invisible tells whether an element is not shown.
func invisible(attr map[string]string) bool {
	if _, ok := attr["hidden"]; ok {
		return true
	}
	style := attr["style"]
	if style == "" {
		return false
	}
	style = ";" + strings.ToLower(strings.Join(strings.Fields(style), "")) + ";"
	for _, s := range []string{"display:none", "visibility:hidden", "mso-hide:all", ";font-size:0;", ";font-size:0px"} {
		if strings.Contains(style, s) {
			return true
		}
	}
	return false
}

// historyClasses and historyIDs are what mail programs call the element that holds the mail answered.
var historyClasses = []string{
	"gmail_quote", "gmail_extra", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote",
	"outlookmessageheader", "zmail_extra", "tutanota_quote",
}

var historyIDs = []string{
	"divrplyfwdmsg", "appendonsend", "replysection", "mail-editor-reference-message-container",
	"ms-outlook-mobile-reference-message", "reply-intro", "yahoo_quoted",
}

func quotesHistory(name string, attr map[string]string) bool {
	if name == "blockquote" && strings.EqualFold(attr["type"], "cite") {
		return true
	}
	if name != "div" && name != "blockquote" && name != "span" {
		return false
	}
	for _, c := range strings.Fields(strings.ToLower(attr["class"])) {
		for _, h := range historyClasses {
			if strings.TrimPrefix(c, "x_") == h || c == h+"_container" {
				return true
			}
		}
	}
	id := strings.TrimPrefix(strings.ToLower(attr["id"]), "x_")
	for _, h := range historyIDs {
		if id == h || strings.HasPrefix(id, "yahoo_quoted") {
			return true
		}
	}
	return false
}
