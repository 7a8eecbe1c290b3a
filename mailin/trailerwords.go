package mailin

import "regexp"

// What programs and mail systems add to a mail of their own accord. All of it is compared in lower case.

var deviceWords = wordSet("sent|verstuurd|verzonden|gesendet|envoyé|inviato|enviado|enviada|skickat|sendt|lähetetty|" +
	"wysłano|wysłane|odesláno|отправлено|von|vanaf|diese|dit|get|download|outlook|provenance|holen|laden|télécharger|obtenir|trimis|versendet|created")

var (
	address = regexp.MustCompile(`<?\(?https?://\S*`)
	apology = regexp.MustCompile(`[,.;:!-] *(?:please )?(?:excuse|excuses|excuus|sorry|apolog|forgive|entschuldig|bitte entschuldig|vergeef|typefouten|typos|désolé|pardonn).*$`)
)

// sentElsewhere is "sent" in languages whose whole sentence is not known here.
const sentElsewhere = `gönderildi|送信|傳送|发自|發自|보냄|נשלח|εστάλη|στάλθηκε|elküldve|odesláno|odoslané|trimis|أُرسلت|أرسلت|надіслано|изпратено|poslano|poslato|saadetud|išsiųsta|nosūtīts|dikirim|đã gửi|enviat`

// device lines are what telephones and mail programs sign with: sent, from, and my device or the name of a
// device, a program or a provider.
var device = regexp.MustCompile(`^(?:` +
	`(?:sent|verstuurd|verzonden|gesendet|versendet|envoyé|inviato|enviado|enviada|skickat|sendt|lähetetty|wysłane?|odesláno|отправлено|trimis)` +
	` (?:from|vanaf|vanuit|met|via|with|mit|von|depuis|avec|de|da|do|desde|från|fra|z|à partir de) (?:my|mijn|m'n|meinem|meiner|mon|ma|mi|mio|il mio|meu|min|mitt|mojego) .+|` +
	`(?:sent|verstuurd|verzonden|gesendet|versendet|envoyé|inviato|enviado|enviada|skickat|sendt|lähetetty|wysłane?|odesláno|отправлено|trimis) ` +
	`(?:from|via|with|using|by|vanaf|vanuit|met|van|von|vom|mit|über|depuis|avec|à partir d[e']|de|da|dal|con|desde|från|fra|med|z|с|из) ?` +
	`.*(?:iphon|ipad|ios|android|outlook|samsung|galaxy|huawei|xiaomi|redmi|oneplus|pixel|nokia|sony|motorola|blackberry|nine|zoho|` +
	`gmail|yahoo|proton|hotmail|ziggo|kpn|t-mobile|windows|mail|courrier|mobiel|mobiele|mobile|telefoon|phone|handy|smartphone|tablet|` +
	`app|typeapp|spark|thunderbird|fairphone|webmail).*|` +
	`.{0,30}outlook\W{1,3}(?:for|voor|für|pour|per|para)\W(?:ios|android|mac|iphone|windows).*|` +
	`.{0,12}outlook (?:for|voor|für|pour|per|para) (?:ios|android|mac)\W.{0,20}(?:downloaden|beziehen|herunter)?|` +
	`von meinem .{2,40} gesendet|vanaf mijn .{2,40} (?:verzonden|verstuurd)|diese nachricht wurde von meinem .{2,70} gesendet|` +
	`lähetetty .{0,40}(?:iphonesta|puhelimesta|ipadista|iphonella)|dit bericht is (?:verzonden|verstuurd) (?:vanaf|met) .{2,50}|` +
	`.{2,30} from mobile|(?:from my|sent from|from)\b.{0,20}\b(?:mailbox|mobile|iphone|ipad|android|cell)\b.{0,10}|` +
	`(?:` + sentElsewhere + `).{0,20}(?:iphone|ipad|android|samsung|galaxy|outlook).{0,20}|.{0,12}(?:iphone|ipad|android)\S{0,8} ?.{0,8}(?:` + sentElsewhere + `)|` +
	`provenance ?: courrier pour .{2,20}|发自我的.{2,40}` +
	`)$`)

// listWords stand in the footer of a mailing list.
var listWords = []string{"mailing list", "listinfo", "unsubscribe", "google groups", "afmelden", "uitschrijven", "abmelden", "désinscri", "désabonn"}

// banner is what the receiver's own mail system puts above a mail from outside: it speaks of the mail,
// as a parent who begins with "let op" does not.
var banner = regexp.MustCompile(`^\W*extern(?:al|e|er)?\b.{0,20}$|` +
	`^\W*(?:extern\w*|caution|let op|pas op|waarschuwing|achtung|attention|warning|this|deze?|dit)\b` +
	`.{0,60}\b(?:e-?mail|mail|bericht|message|nachricht|sender|afzender|absender|courriel)\b.{0,80}` +
	`\b(?:extern\w*|outside|van buiten|buiten (?:de|onze|uw)|außerhalb|extérieur|extérieure?s?)(?:\W|$)|` +
	`^\W*extern\w* (?:e-?mail|mail|sender|afzender|absender|nachricht|bericht|message|courriel)\b.{0,40}\b(?:clicks?|klik|careful|caution|voorzichtig|vorsicht|links?|bijlagen?|attachments?|anhäng)|` +
	`^(?:you don't often get e-?mail from|u ontvangt niet vaak e-?mail van|some people who received this message don't often|` +
	`sommige personen die dit bericht hebben ontvangen|sie erhalten nicht (?:oft|häufig) e-?mails? von|einige personen, die diese nachricht|` +
	`vous ne recevez pas souvent|certaines personnes (?:qui ont|ayant) reçu ce message)|^zjqcmqryfpfptbanner`)

// bannerMore are lines that go on with a banner.
var bannerMore = regexp.MustCompile(`^(?:do not|don't|klik|open |wees |controleer|vertrouw|bitte|klicken|ne cliquez|n'ouvrez|soyez|be |please (?:be|do)|never |only |geef nooit|` +
	`learn why|ontdek waarom|meer informatie|erfahren sie|découvrez|this message|dit bericht komt|zjqcmqryfpfptbanner|.{0,40}report suspicious)`)
