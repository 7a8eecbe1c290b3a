# Three complaints, one registrar: one mail a morning, and the serious one apart.
no digests
on 2026-11-02 10:00
een@post.example writes: Te laat open
  De deur was dicht.
expect receipt to een@post.example
expect new-case to kwaliteit
twee@post.example writes: Kou
  Het is koud in de groep.
expect receipt to twee@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-02 10:15
expect confirmation to twee@post.example
drie@post.example writes: Eten
  Mijn kind krijgt geen fruit.
expect receipt to drie@post.example
expect new-case to kwaliteit
on 2026-11-05 08:01
expect reminder to kwaliteit
  2 zaken wachten
  KLP-2026-0001
  KLP-2026-0003
  without KLP-2026-0002
# Later that day a date turns out to be past: that is for the mail of the next morning.
on 2026-11-05 11:00
kwaliteit answers new-case: [ontvangen 2026-10-13]
expect transcript to kwaliteit
on 2026-11-05 18:00
expect confirmation to drie@post.example
expect reminder to directeur
  KLP-2026-0003
on 2026-11-06 08:01
expect reminder to kwaliteit
  KLP-2026-0003
