/// The style sheet of the web page.
enum HTMLStyle {
  /// The SHA-256 of ``sheet``, as a content security policy names it: this sheet and no other one is obeyed.
  static let hash = "sha256-ESKmk1VDS3qBxj1E745A2R+BTnHytPfSp2PdPCbirPI="

  static let sheet = """
    :root{color-scheme:light dark;--paper:#fff;--ink:#1f2328;--faint:#59636e;--line:#d1d9e0;--card:#f6f8fa;\
    --you:#ddf0ff;--link:#0550ae;--bad:#a40e26}
    @media(prefers-color-scheme:dark){:root{--paper:#11151a;--ink:#e4e8ec;--faint:#9aa4af;--line:#39424c;\
    --card:#1b2128;--you:#14304d;--link:#79b8ff;--bad:#ff938a}}
    *{box-sizing:border-box}
    html{scroll-padding-top:1rem}
    body{margin:0 auto;max-width:50rem;padding:2rem 1.25rem 4rem;background:var(--paper);color:var(--ink);\
    font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;\
    overflow-wrap:anywhere}
    a{color:var(--link);text-underline-offset:.15em}
    h1,h2{line-height:1.25;margin:0 0 .5rem}
    h1{font-size:1.75rem}h2{font-size:1.4rem}
    time{font-variant-numeric:tabular-nums}
    nav ol{padding-left:1.75rem}nav time,.about,section header{color:var(--faint);font-size:.875rem}
    nav li{margin:.2rem 0}
    article{margin:0 0 3rem}article+article{border-top:1px solid var(--line);padding-top:2rem}
    body>header{border-bottom:1px solid var(--line);margin-bottom:2rem;padding-bottom:1rem}
    section{margin:1rem 0;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.6rem;\
    content-visibility:auto;contain-intrinsic-size:auto 9rem}
    section.user{background:var(--you);border-color:transparent;margin-left:min(4rem,8vw)}
    section.system,section.tool{background:var(--card);border-style:dashed}
    section header{display:flex;flex-wrap:wrap;gap:.25rem .75rem;margin-bottom:.35rem}
    section header b{color:var(--ink)}section header a{color:inherit;text-decoration:none}
    section header a:hover{text-decoration:underline}
    section:target{outline:2px solid var(--link)}
    .text p{margin:.6rem 0;white-space:pre-wrap}.text>:first-child{margin-top:0}.text>:last-child{margin-bottom:0}
    .text h3,.text h4,.text h5,.text h6{font-size:1rem;line-height:1.4;margin:1rem 0 .4rem}.text h3{font-size:1.15rem}
    .text ul,.text ol{margin:.6rem 0;padding-left:1.75rem}.text li{margin:.15rem 0}
    blockquote{margin:.6rem 0;padding:0 1rem;border-left:.25rem solid var(--line);color:var(--faint)}
    table{border-collapse:collapse;display:block;margin:.6rem 0;max-width:100%;overflow-x:auto}
    th,td{border:1px solid var(--line);padding:.25rem .6rem;text-align:start;vertical-align:top}th{background:var(--card)}
    .left{text-align:left}.center{text-align:center}.right{text-align:right}
    hr{border:0;border-top:1px solid var(--line);margin:1rem 0}
    code,pre{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
    :not(pre)>code{background:var(--card);border:1px solid var(--line);border-radius:.3rem;padding:.05em .3em}
    pre{background:var(--card);border:1px solid var(--line);border-radius:.4rem;overflow-x:auto;\
    padding:.75rem 1rem;overflow-wrap:normal;unicode-bidi:plaintext}
    .ref{font-size:.75em;vertical-align:super;line-height:0;text-decoration:none}
    .sources{border-top:1px solid var(--line);color:var(--faint);font-size:.875rem;margin:.75rem 0 0;\
    padding:.5rem 0 0 1.75rem}
    .sources li:target{color:var(--ink);outline:2px solid var(--link);outline-offset:2px}
    .tag{border:1px solid var(--line);border-radius:1rem;padding:0 .6em}
    .status{color:var(--bad)}
    @media print{:root{--paper:#fff;--ink:#000;--faint:#444;--line:#bbb;--card:#fff;--you:#fff;--link:#000;--bad:#000}\
    body{max-width:none;padding:0;font-size:10.5pt}section{content-visibility:visible;break-inside:auto;\
    border-width:0 0 0 2pt;border-radius:0;padding:.25rem .75rem}section.user{border-color:#000;margin-left:0}\
    section header,h1,h2{break-after:avoid}pre{white-space:pre-wrap;overflow-wrap:anywhere}nav,.text a{break-inside:avoid}}
    """
}
