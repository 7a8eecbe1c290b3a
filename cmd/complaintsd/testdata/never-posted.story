# A closing letter on paper that nobody posts: the case is closed, and yet the overview says each week that it is late,
# with the link that mends it.
on 2026-11-05 11:00
kwaliteit writes: [nieuw] Brief
  naam: S. Mulder
  adres: Kerkstraat 3, 5701 AA Voorbeeldstad
  Mevrouw schrijft dat het hek open stond.
expect transcript to kwaliteit
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
expect letter-failed to kwaliteit
kwaliteit answers letter-failed: [verstuurd]
expect transcript to kwaliteit
bakker answers assigned: [oordeel ongegrond]
  Het hek was dicht.
expect transcript to bakker
kwaliteit answers transcript: [tevreden nee nee] [sluiten]
  Wij hebben gekeken.
expect transcript to kwaliteit
expect letter-failed to kwaliteit
kwaliteit answers letter-failed: [stand]
expect transcript to kwaliteit
  sluitingsbrief moet op de post
  Meld dat de brief op de post is [verstuurd]

on 2026-11-09 08:00
expect digest to kwaliteit
  Er zijn geen zaken open.
  Schriftelijk oordeel: donderdag 17 december 2026 (nog 38 dagen). Meld dat de brief op de post is
  without te laat
expect digest to jansen
expect digest to bakker
  without Meld dat de brief op de post is
expect digest to regio
expect digest to directeur
on 2026-12-14 08:00
expect 5 digest to kwaliteit
expect 5 digest to jansen
expect 5 digest to bakker
expect 5 digest to regio
expect 5 digest to directeur
expect reminder to bakker
expect reminder to kwaliteit
on 2026-12-18 08:00
expect reminder to directeur
expect reminder to directeur
expect reminder to directeur
expect reminder to kwaliteit
expect reminder to kwaliteit
expect reminder to bakker
on 2026-12-21 08:00
expect digest to kwaliteit
  Weekoverzicht: 0 open, 1 te laat
  Er zijn geen zaken open. 1 brief had al bij de ouder moeten zijn.
  Schriftelijk oordeel: donderdag 17 december 2026 (4 dagen te laat). Meld dat de brief op de post is
  Op tijd een schriftelijk oordeel: 0 van de 1
expect digest to jansen
  Er is niets voor je te doen
expect digest to bakker
expect digest to regio
expect digest to directeur
  (4 dagen te laat)

# More than a month after closing, the link still works.
kwaliteit answers letter-failed: [verstuurd]
expect transcript to kwaliteit
case KLP-2026-0001 is closed kept statutory 2026-12-21
