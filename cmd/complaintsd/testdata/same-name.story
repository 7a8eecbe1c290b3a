# A mother wrote by mail, and a man of the same family name called. The names on the notes are the same, so the cases could
# belong together; but there is more than one De Vries. Noor is asked once more, with what is known of both.
no digests
on 2026-11-02 10:00
j.devries@post.example writes: Slapen
  Mijn dochter slaapt er slecht.
expect receipt to j.devries@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [melder]
  naam: J. de Vries
expect transcript to kwaliteit
on 2026-11-02 11:00
kwaliteit writes: [nieuw]
  naam: J. de Vries
  telefoon: 06-55501234
  
  Belde over het slapen.
expect new-case to kwaliteit
expect transcript to kwaliteit
kwaliteit answers transcript: [samenvoegen KLP-2026-0001]
expect transcript to kwaliteit
  De zaken zijn nog niet samengevoegd.
  KLP-2026-0001: J. de Vries; j.devries@post.example
  KLP-2026-0002: J. de Vries; geen mailadres; 06-55501234
case KLP-2026-0002 is new
# She calls: it is the father, who lives elsewhere. She does nothing, and the cases stay apart. Four days later the link
# is dead as well.
on 2026-11-06 12:00
expect reminder to kwaliteit
kwaliteit taps Ja, het is dezelfde ouder: voeg de zaken samen in transcript
expect refused to kwaliteit
  72 uur
case KLP-2026-0002 is new
# He was the same parent after all: he tells it himself. Now she confirms it in time.
kwaliteit answers transcript: [samenvoegen KLP-2026-0001]
expect transcript to kwaliteit
kwaliteit taps Ja, het is dezelfde ouder: voeg de zaken samen in transcript
expect transcript to kwaliteit
  Zaak KLP-2026-0002 gaat verder in zaak KLP-2026-0001.
case KLP-2026-0002 is merged
case KLP-2026-0001 is new
