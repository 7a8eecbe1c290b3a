package mailin

import "regexp"

// What mail programs write around the mail that is answered or passed on, in the languages of Europe. All
// of it is compared in lower case.

// headerWords are the labels of the block that Outlook and others put above the original.
var headerWords = words(map[byte]string{
	'f': "from|van|von|de|da|fra|från|från|od|от|lähettäjä|mittente|remitente|expéditeur|afzender|absender|kimden|gönderen|feladó|nadawca|" +
		"message de|de la|від|від кого|от кого|από|pošiljatelj|saatja|nuo|no kā|发件人|寄件者|寄件人|差出人|보낸 사람|보낸사람|מאת|من|từ|dari|จาก",
	'd': "sent|date|verzonden|verzonden op|verstuurd|datum|gesendet|gesendet am|envoyé|envoyé le|date d'envoi|message du|inviato|inviato il|data|" +
		"enviado|enviado el|enviado em|enviada em|fecha|sendt|dato|skickat|lähetetty|päivämäärä|päiväys|wysłano|wysłane|odesláno|odoslané|dátum|" +
		"отправлено|дата|tarih|gönderildi|gönderme tarihi|elküldve|trimis|на|надіслано|изпратено|στάλθηκε|ημερομηνία|poslano|saadetud|kuupäev|" +
		"išsiųsta|nosūtīts|发送时间|发送日期|日期|时间|寄件日期|傳送日期|送信日時|日時|日付|보낸 날짜|날짜|נשלח|תאריך|تاريخ الإرسال|التاريخ|ngày|đã gửi|tanggal|dikirim|วันที่",
	't': "to|aan|an|à|a|para|til|till|vastaanottaja|do|komu|кому|kime|címzett|destinataire|ontvanger|către|catre|do|до|προς|za|prima|saaja|" +
		"kam|kam:|pour|收件人|收件者|宛先|받는 사람|받는사람|אל|إلى|đến|kepada|ถึง",
	'c': "cc|bcc|kopie|copie|copie à|kopi|kopia|ck|kópia|másolatot kap|bilgi|копия|копія|κοιν.|抄送|副本|참조|עותק|نسخة",
	's': "subject|onderwerp|betreft|betreff|objet|sujet|oggetto|asunto|assunto|emne|ämne|aihe|temat|předmět|predmet|тема|konu|tárgy|subiect|" +
		"относно|θέμα|zadeva|teema|tema|主题|主旨|主題|件名|제목|נושא|الموضوع|chủ đề|tiêu đề|subjek|perihal|เรื่อง",
	'r': "reply-to|antwoord aan|antwort an|répondre à|reply to|rispondi a|importance|urgentie|prioriteit|priority|belang|wichtigkeit|priorität|bijlagen|" +
		"bijlage|attachments|attachment|anlagen|anlage|pièces jointes|organization|organisation|organisatie|company|tijd|time|sensitivity|gevoeligheid|" +
		"附件|重要性|添付ファイル|첨부파일",
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
	`alkuperäinen viesti|wiadomość oryginalna|původní zpráva|исходное сообщение|reply message|original appointment|original e-?mail|` +
	`original mail|oorspronkelijke (?:e-?mail|afspraak)|originele (?:e-?mail|bericht)|antwort nachricht|antwortnachricht|ursprünglicher termin|` +
	`oprindelig e-?mail|orijinal (?:mesaj|ileti)|eredeti üzenet|mesaj original|pôvodná správa|оригінальне повідомлення|оригинал на съобщението|` +
	`αρχικό μήνυμα|izvorna poruka|izvirno sporočilo|algne kiri|原始邮件|原始郵件|原邮件|邮件原件|元のメッセージ|원본 메시지|원본 메일|הודעה מקורית|رسالة أصلية`

// forwardWords stand above a mail that is passed on.
const forwardWords = `forwarded message|forwarded by.*|forward message|doorgestuurd bericht|doorgezonden bericht|` +
	`weitergeleitete nachricht|weitergeleitete mail|message transféré|message réexpédié|courriel transféré|` +
	`messaggio inoltrato|mensaje reenviado|mensagem encaminhada|videresendt besked|videresendt meddelelse|` +
	`vidarebefordrat meddelande|vidarebefordrat brev|välitetty viesti|wiadomość przekazana|přeposlaná zpráva|пересланное сообщение|` +
	`doorgestuurde? (?:e-?mail|message)|weitergeleitete e-?mail|e-?mail transféré|preposlaná správa|továbbított üzenet|mesaj redirecționat|` +
	`yönlendirilmiş (?:mesaj|ileti)|iletilen mesaj|переслане повідомлення|προωθημένο μήνυμα|proslijeđena poruka|posredovano sporočilo|` +
	`edastatud kiri|转发的邮件|轉寄郵件|転送メッセージ|전달된 메시지`

var (
	originalLine = regexp.MustCompile(`^[-_–—=* ]{2,}(?:` + originalWords + `)[-_–—=* ]{2,}`)
	forwardLine  = regexp.MustCompile(`^[-_–—=* ]{2,}(?:` + forwardWords + `)[-_–—=* ]{2,}`)
	beginForward = regexp.MustCompile(`^(?:begin forwarded message|begin doorgestuurd bericht|begin van doorgestuurd bericht|` +
		`anfang der weitergeleiteten (?:e-?mail|nachricht)|début du (?:message|courriel|mail) (?:réexpédié|transféré)|` +
		`inizio (?:del )?messaggio inoltrato|inicio del mensaje reenviado|início da mensagem (?:encaminhada|reencaminhada)|` +
		`start på videresendt besked|videresendt melding|vidarebefordrat brev|välitetty viesti alkaa|\[?original message processed by .{2,30})\s*:?\]?$`)
	replyAbove = regexp.MustCompile(`\b(?:(?:reply|response|answer|respond|write|type)\b.{0,20} above (?:this|the|here)|` +
		`(?:antwoord|reactie|bericht|reageer|reageren|antwoorden|schrijf|typ)\b.{0,20} boven deze (?:lijn|regel|tekst|streep)|` +
		`(?:oberhalb|über) dieser (?:linie|zeile)\b.{0,20}(?:antwort|schreib)|antwort\w*\b.{0,20}(?:oberhalb|über) dieser (?:linie|zeile)|` +
		`(?:répon\w+|écri\w+)\b.{0,30} au-dessus de cette ligne)`)
)

// The first words of lines of these kinds, so that others need no closer look.
var (
	beginWords = wordSet("original|[original|begin|anfang|début|inizio|inicio|início|start|videresendt|vidarebefordrat|välitetty")
	aboveWords = wordSet("please|reply|type|write|answer|gelieve|antwoord|reageer|typ|schrijf|uw|plaats|bitte|antworten|ihre|répondez|veuillez|merci")
	openWords  = wordSet("on|op|am|le|il|el|em|den|dne|dnia|w|in|no|à|a|på|vào|pada|at|dňa|în|на")
	verbWords  = wordSet("wrote|writes|schreef|geschreven|schrieb|geschrieben|écrit|scritto|scrisse|escribió|escribio|escrito|" +
		"escreveu|skrev|kirjoitti|napisał|napisał(a)|napisała|napsal|napsal(a)|napsala|пишет|написал|написала|írta|yazdı|said|says|sent|" +
		"schrieben|napísal|napísal(a)|napisao|napisala|пише|написа|έγραψε|scris|kirjutas|rašė|rakstīja|menulis|escriure")
)

func wordSet(list string) map[string]bool {
	out := map[string]bool{}
	for w := range splitWords(list) {
		out[w] = true
	}
	return out
}

// somebody speaks of himself, as no program does
var ownVoice = regexp.MustCompile(`\b(?:ik|wij|mij|ich|wir|mir|nous|j'ai)\b|^on .*\bi\b`)

// somebody tells in his own words what was written
var ownWords = regexp.MustCompile(`\b(?:schreef|schreven|geschreven) (?:ik|u|jij|je|jullie|wij|we|hij|zij|ze)\b|` +
	`\b(?:i|you|we|he|she|they) wrote\b|\bschrieb(?:en)? (?:ich|sie|wir|er)\b|\bhe?b ik\b|\bheeft u\b|\bhebt u\b|\bj'ai écrit\b`)

// pointingAt are the places in pointing: one of them stands in whatever it matches.
var pointingAt = []string{
	"hieronder", "onderstaand", "tussen de", "rood", "blauw", "groen", "geel", "tekst", "kleur", "achter",
	"below", "inline", "in-line", "in red", "in blue", "in green", "in the text",
	"unten", "im text", "in rot", "in blau", "ci-dessous", "en rouge", "en bleu", "dans le texte",
}

// pointing says that answers stand in the text of the mail that is answered.
var pointing = regexp.MustCompile(`\b(?:antwoord(?:en)?|reacties?|opmerkingen|commentaar|toelichting)\b.{0,30}\b(?:hieronder|onderstaand|tussen de (?:tekst|regels|vragen)|in (?:het |de )?(?:rood|blauw|groen|geel|tekst|onderstaande|kleur)|achter (?:de|je|uw) vragen)\b|` +
	`\b(?:in (?:het )?(?:rood|blauw|groen)|hieronder|tussen de (?:regels|tekst))\b.{0,20}\b(?:mijn|onze|de|m'n) (?:antwoord(?:en)?|reacties?|opmerkingen)\b|` +
	`\b(?:answers?|replies|responses?|comments?)\b.{0,20}\b(?:below|inline|in-line|in red|in blue|in green|in the text)\b|\b(?:below|inline) (?:are|you'll find) my (?:answers|comments|replies)\b|\bsee inline\b|` +
	`\b(?:antworten|anmerkungen|kommentare)\b.{0,20}\b(?:unten|im text|in rot|in blau)\b|\b(?:réponses?|remarques|commentaires)\b.{0,20}(?:ci-dessous|en rouge|en bleu|dans le texte)`)
