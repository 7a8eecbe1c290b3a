# Not every mail is a complaint. An advertisement ends without a letter; a compliment has no clocks.
no digests
on 2026-11-02 10:00
verkoop@winkel.example writes: Nieuwe stoelen
  Bekijk onze nieuwe stoelen.
expect receipt to verkoop@winkel.example
expect new-case to kwaliteit
kwaliteit answers new-case: [geen-klacht]
expect transcript to kwaliteit
  De zaak is gesloten zonder brief
case KLP-2026-0001 is not-a-complaint
on 2026-11-02 11:00
ouder@post.example writes: Complimenten
  Wat een fijne zomerweek was dat.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [soort compliment] [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
  compliment over Morel
expect new-case to regio
expect assigned to bakker
  Wat een fijne zomerweek was dat.
bakker answers assigned: [bericht]
  Dank u wel, het team was er blij mee.
expect transcript to bakker
on 2026-11-02 11:15
expect message to ouder@post.example
  het team was er blij mee
kwaliteit answers transcript: [sluiten]
  Dank voor uw compliment.
expect transcript to kwaliteit
on 2026-11-02 11:30
expect closing to ouder@post.example
  without klacht
case KLP-2026-0002 is closed
on 2027-01-15 09:00
expect nothing
