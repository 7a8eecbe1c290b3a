package mailin

import "regexp"

// What mail programs write around the mail that is answered or passed on, in the languages of Europe. All
// of it is compared in lower case.

// headerWords are the labels of the block that Outlook and others put above the original.
var headerWords = words(map[byte]string{
	'f': "from|van|von|de|da|fra|från|från|od|от|lähettäjä|mittente|remitente|expéditeur|afzender|absender|kimden|gönderen|feladó|nadawca|message de",
	'd': "sent|date|verzonden|verzonden op|verstuurd|datum|gesendet|gesendet am|envoyé|envoyé le|date d'envoi|message du|inviato|inviato il|data|enviado|enviado el|enviado em|enviada em|fecha|sendt|dato|skickat|lähetetty|päivämäärä|päiväys|wysłano|wysłane|odesláno|отправлено|дата|tarih|elküldve",
	't': "to|aan|an|à|a|para|til|till|vastaanottaja|do|komu|кому|kime|címzett|destinataire|ontvanger",
	'c': "cc|bcc|kopie|copie|copie à|kopi|kopia|ck",
	's': "subject|onderwerp|betreft|betreff|objet|sujet|oggetto|asunto|assunto|emne|ämne|aihe|temat|předmět|тема|konu|tárgy",
	'r': "reply-to|antwoord aan|antwort an|répondre à|reply to|rispondi a|importance|urgentie|prioriteit|wichtigkeit|priorität|bijlagen|attachments|anlagen|pièces jointes",
})

func words(table map[byte]string) map[string]byte {
	out := map[string]byte{}
	for class, list := range table {
		for w := range splitWords(list) {
			out[w] = class
		}
	}
	return out
}

// originalWords stand between dashes above the original.
const originalWords = `original message|oorspronkelijk bericht|oorspronkelijke bericht|origineel bericht|` +
	`ursprüngliche nachricht|ursprüngliche mail|originalnachricht|original-nachricht|message d'origine|message d’origine|` +
	`message original|message initial|messaggio originale|messaggio originario|mensaje original|mensagem original|` +
	`oprindelig besked|oprindelig meddelelse|opprinnelig melding|ursprungligt meddelande|originalmeddelande|` +
	`alkuperäinen viesti|wiadomość oryginalna|původní zpráva|исходное сообщение|reply message|original appointment`

// forwardWords stand above a mail that is passed on.
const forwardWords = `forwarded message|forwarded by.*|forward message|doorgestuurd bericht|doorgezonden bericht|` +
	`weitergeleitete nachricht|weitergeleitete mail|message transféré|message réexpédié|courriel transféré|` +
	`messaggio inoltrato|mensaje reenviado|mensagem encaminhada|videresendt besked|videresendt meddelelse|` +
	`vidarebefordrat meddelande|vidarebefordrat brev|välitetty viesti|wiadomość przekazana|přeposlaná zpráva|пересланное сообщение`

var (
	originalLine = regexp.MustCompile(`^[-_–—=* ]{2,}(?:` + originalWords + `)[-_–—=* ]{2,}`)
	forwardLine  = regexp.MustCompile(`^[-_–—=* ]{2,}(?:` + forwardWords + `)[-_–—=* ]{2,}`)
	beginForward = regexp.MustCompile(`^(?:begin forwarded message|begin doorgestuurd bericht|begin van doorgestuurd bericht|` +
		`anfang der weitergeleiteten (?:e-?mail|nachricht)|début du (?:message|courriel|mail) (?:réexpédié|transféré)|` +
		`inizio (?:del )?messaggio inoltrato|inicio del mensaje reenviado|início da mensagem (?:encaminhada|reencaminhada)|` +
		`start på videresendt besked|videresendt melding|vidarebefordrat brev|välitetty viesti alkaa)\s*:?$`)
	replyAbove = regexp.MustCompile(`^[-#=* ]{2,}.*\b(?:reply above this line|antwoord boven deze (?:lijn|regel)|` +
		`bitte oberhalb dieser (?:linie|zeile) antworten|répondre au-dessus de cette ligne)\b.*$`)
)

// The first words of lines of these kinds, so that others need no closer look.
var (
	beginWords  = wordSet("begin|anfang|début|inizio|inicio|início|start|videresendt|vidarebefordrat|välitetty")
	openWords   = wordSet("on|op|am|le|il|el|em|den|dne|dnia|w|in|no|à|a|på|vào|pada")
	deviceWords = wordSet("sent|verstuurd|verzonden|gesendet|envoyé|inviato|enviado|enviada|skickat|sendt|lähetetty|" +
		"wysłano|wysłane|odesláno|отправлено|von|vanaf|diese|dit|get|download|outlook")
	verbWords = wordSet("wrote|writes|schreef|geschreven|schrieb|geschrieben|écrit|scritto|scrisse|escribió|escribio|escrito|" +
		"escreveu|skrev|kirjoitti|napisał|napisał(a)|napisała|napsal|napsal(a)|napsala|пишет|написал|написала|írta|yazdı")
)

func wordSet(list string) map[string]bool {
	out := map[string]bool{}
	for w := range splitWords(list) {
		out[w] = true
	}
	return out
}

// verbs say that somebody wrote.
const verbs = `wrote|writes|schreef|geschreven|schrieb|geschrieben|a écrit|écrit|ha scritto|scrisse|scritto|escribió|escribio|` +
	`ha escrito|escreveu|skrev|kirjoitti|napisał|napisał\(a\)|napisała|napsal|napsal\(a\)|napsala|пишет|написал|написала|írta|yazdı`

var (
	verb        = regexp.MustCompile(`(?:^|[\s>)])(?:` + verbs + `)(?:$|[\s:,])`)
	verbAtEnd   = regexp.MustCompile(`(?:^|[\s>)])(?:` + verbs + `) ?:?$`)
	clockTime   = regexp.MustCompile(`\b\d{1,2}[:.h]\d{2}\b`)
	dateDigits  = regexp.MustCompile(`\b(?:19|20)\d\d\b|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b`)
	addressEnds = regexp.MustCompile(`[<(][^<>()\s]+@[^<>()\s]+[>)]+ ?:$`)
	// somebody tells in his own words what was written
	ownWords = regexp.MustCompile(`\b(?:schreef|schreven|geschreven) (?:ik|u|jij|je|jullie|wij|we|hij|zij|ze)\b|` +
		`\b(?:i|you|we|he|she|they) wrote\b|\bschrieb(?:en)? (?:ich|sie|wir|er)\b|\bhe?b ik\b|\bheeft u\b|\bj'ai écrit\b`)
)

// device lines are what telephones and mail programs sign with.
var device = regexp.MustCompile(`^(?:` +
	`(?:sent|verstuurd|verzonden|gesendet|envoyé|inviato|enviado|enviada|skickat|sendt|lähetetty|wysłane?|odesláno|отправлено)` +
	` (?:from|vanaf|vanuit|von|depuis|de|da|desde|do meu|från|fra|z|à partir de) (?:my|mijn|m'n|meinem|meiner|mon|ma|mi|mio|il mio|meu|min|mitt|mojego) .+|` +
	`(?:sent|verstuurd|verzonden|gesendet|envoyé|inviato|enviado|skickat|sendt|lähetetty|wysłane?|отправлено) ` +
	`(?:from|via|with|vanaf|vanuit|met|van|von|vom|mit|über|depuis|avec|à partir d[e']|de|da|dal|con|desde|från|fra|med|z|с|из) ?` +
	`.*(?:iphone|ipad|ios|android|outlook|samsung|galaxy|huawei|xiaomi|redmi|oneplus|pixel|nokia|sony|motorola|blackberry|` +
	`gmail|yahoo|proton|hotmail|ziggo|kpn|t-mobile|windows|mail|mobiel|mobiele|mobile|telefoon|phone|handy|smartphone|tablet|` +
	`app|typeapp|spark|thunderbird|fairphone|webmail).*|` +
	`.{0,20}outlook (?:for|voor|für|pour|per|para) (?:ios|android|mac|iphone).*|` +
	`von meinem .{2,40} gesendet|vanaf mijn .{2,40} (?:verzonden|verstuurd)|diese nachricht wurde von meinem .{2,60} gesendet|` +
	`lähetetty .{2,40}(?:iphonesta|puhelimesta|ipadista)|dit bericht is (?:verzonden|verstuurd) (?:vanaf|met) .{2,50}` +
	`)$`)

// banner is what the receiver's own mail system puts above a mail from outside: it speaks of the mail,
// as a parent who begins with "let op" does not.
var banner = regexp.MustCompile(`^\W*(?:extern(?:al|e)?\b.{0,20}$|(?:extern\w*|caution|let op|waarschuwing|achtung|attention|warning|this|deze?)\b` +
	`.{0,60}\b(?:e-?mail|bericht|message|nachricht|sender|afzender|absender|courriel)\b.{0,60}` +
	`\b(?:extern\w*|outside|buiten (?:de|onze|uw)|außerhalb|extérieur)\b.*)|` +
	`^(?:you don't often get e-?mail from|u ontvangt niet vaak e-?mail van|some people who received this message don't often|` +
	`sie erhalten nicht (?:oft|häufig) e-?mails? von|vous ne recevez pas souvent)`)

// disclaimer begins a paragraph of the kind that lawyers like; disclaimerWords confirm it.
var (
	disclaimer = regexp.MustCompile(`^(?:[-_*=~ ]*)(?:disclaimer|` +
		`(?:de|alle) (?:informatie|inhoud)\b.{0,80}(?:bericht|mail|bijlagen?|mailbericht)|dit (?:e-?mail)?(?:bericht|mailbericht)|deze e-?mail|` +
		`(?:the|all) (?:information|contents?)\b.{0,80}(?:message|mail|communication)|this (?:e-?mail|message|communication|transmission)|` +
		`diese (?:e-?mail|nachricht)|der inhalt dieser e-?mail|ce (?:message|courriel|mail)|` +
		`cet e-?mail|confidential|vertrouwelijk|aan dit bericht kunnen|aan de inhoud van (?:dit|deze)|` +
		`(?:please )?consider the environment|denk aan het milieu|` +
		`think before you print|please think|bitte denken sie an die umwelt|pensez à l'environnement)`)
	disclaimerWords = regexp.MustCompile(`vertrouwelijk|uitsluitend|bestemd|geadresseerde|ontvanger|onbevoegd|rechten worden ontleend|aansprakelijk|` +
		`confidential|intended|recipient|addressee|unauthori[sz]ed|privileged|liab|disclos|delete (?:it|this)|verwijderen|vernietig|` +
		`vertraulich|empfänger|bestimmt|unbefugt|confidentiel|destinataire|destiné|print|milieu|environment|umwelt|virus`)
)
