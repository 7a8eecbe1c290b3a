# A mother fills in the form, sees no confirmation, and mails the same words to another address of the organisation.
no digests
on 2026-11-02 10:00
a machine sends
  From: website@kluppluz.example
  To: klachten@kluppluz.example
  Subject: Contactformulier

  Naam: Sanne Peeters
  E-mail: sanne@post.example
  Bericht: Bij het ophalen weet niemand hoe de dag was.
  Dat is nu al drie weken zo. Ik wil graag dat iemand mij belt.
expect receipt to sanne@post.example
expect new-case to kwaliteit
  without Dit lijkt dezelfde klacht
on 2026-11-02 10:25
sanne@post.example writes: Overdracht
  Beste mensen,
  Bij het ophalen weet niemand hoe de dag was. Dat is nu al drie weken zo.
  Ik wil graag dat iemand mij belt.
  Groet, Sanne
# It is a case of its own, and offered to the department. Nothing is merged by itself.
expect new-case to kwaliteit
  Dit lijkt dezelfde klacht als zaak KLP-2026-0001, die in hetzelfde uur kwam.
  Voeg deze zaak bij KLP-2026-0001 [samenvoegen KLP-2026-0001]
case KLP-2026-0002 is new
kwaliteit answers new-case: [samenvoegen KLP-2026-0001]
expect transcript to kwaliteit
case KLP-2026-0002 is merged
case KLP-2026-0001 is new
# A colleague passes on the same words an hour later: who wrote them is not yet sure.
on 2026-11-02 10:50
jansen writes: FW: Overdracht
  Van: S. Peeters <s.peeters@werk.example>
  Verzonden: maandag 2 november 2026 10:30
  Aan: Joke Jansen <j.jansen@kluppluz.example>
  Onderwerp: Overdracht

  Bij het ophalen weet niemand hoe de dag was. Dat is nu al drie weken zo.
  Ik wil graag dat iemand mij belt.
expect new-case to kwaliteit
  Dit lijkt dezelfde klacht als zaak KLP-2026-0001
  Leg eerst vast wie de ouder is.
# Another parent, the same hour, other words: nothing is offered.
on 2026-11-02 10:55
vader@post.example writes: Het hek
  Het hek bij de ingang staat elke ochtend open. Dat is gevaarlijk voor de kleintjes.
expect receipt to vader@post.example
expect new-case to kwaliteit
  without lijkt dezelfde
  without nog een zaak
# Weeks later the mother writes about something else: a case of its own, with a hint.
on 2026-11-05 10:00
expect reminder to kwaliteit
sanne@post.example writes: De jas
  De jas van Bo is weg.
expect receipt to sanne@post.example
expect new-case to kwaliteit
  Deze ouder heeft nog een zaak: KLP-2026-0001.
  without Dit lijkt dezelfde
