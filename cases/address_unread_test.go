package cases

import "testing"

func TestUnread(t *testing.T) {
	for address, want := range map[string]bool{
		"no-reply@app.example": true, "noreply@app.example": true, "No_Reply@app.example": true, "do-not-reply@app.example": true,
		"donotreply@app.example": true, "noreply+abc123@app.example": true, "noreply-forms@app.example": true, "ouderapp-noreply@app.example": true,
		"niet-beantwoorden@app.example": true, "nietantwoorden@app.example": true, "ne-pas-repondre@app.example": true,
		"keine-antwort@app.example": true, "bounces+17-ans=post.example@app.example": true, "mailer-daemon@app.example": true,
		"reply@app.example": false, "noor.reply@app.example": false, "ouder@noreply.example": false, "noreplyer@app.example": false,
		"info@site.example": false, "nora.replyma@app.example": false, "bouncer@app.example": false, "": false,
	} {
		if Unread(address) != want {
			t.Errorf("%q: %v", address, !want)
		}
	}
}
