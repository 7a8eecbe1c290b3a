package mailin

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
