package timex

import "github.com/parleyhq/parley/internal/language"

// counted reads what has an ordinal: the third quarter of 2024, the 20th century, Q3 2024, the first half of the year.
func (f *finder) counted(i int) phrase {
	j, the := i, false
	if f.is(j, isThe) {
		j, the = j+1, true
	}
	n, end := f.ordinal(j)
	if end == 0 {
		return f.shortQuarter(i)
	}
	if f.hyphen(end) {
		end++
	}
	p := phrase{end: end + 1, kind: language.Date, how: byGrain}
	switch {
	case f.says(end, "century"):
		p.how, p.text = byText, two(n-1)
		if the && f.hyphen(end-1) {
			return phrase{} // the 19th-century law: without its article
		}
		if n < 1 || n > 99 {
			return phrase{}
		}
		return p
	case f.says(end, "quarter") && n <= 4:
		p.grain, p.month = aQuarter, 3*n-2
	case f.says(end, "half") && n <= 2:
		p.grain, p.month = aHalf, 6*n-5
	case the && j > i && f.is(j, isFigure) && n <= 31 && !f.hyphen(j+1) && f.says(i-1, "on", "by", "until", "till", "from", "before", "after", "since") && !f.tag(j+1).IsNoun() && f.tag(j+1) != language.JJ && !f.says(j+1, "of"):
		return phrase{end: j + 1, kind: language.Date, how: byCalendar, dom: n}
	default:
		return phrase{}
	}
	p = f.ofYear(p)
	if p.grain == aHalf && p.year == 0 && !p.firm || !the && p.year == 0 && !p.firm && f.tag(i-1) != language.IN && p.grain == aHalf {
		return phrase{}
	}
	return p
}

// shortQuarter reads Q3 2024.
func (f *finder) shortQuarter(i int) phrase {
	if f.is(i, isQuarter) {
		return f.ofYear(phrase{end: i + 1, kind: language.Date, how: byGrain, grain: aQuarter, month: 3*int(f.words[i].lex.number) - 2})
	}
	return phrase{}
}

// ofYear reads on to the year of a quarter or a half: of 2024, 2024, of last year, of the year.
func (f *finder) ofYear(p phrase) phrase {
	if y, end := f.yearAfter(p.end); y > 0 {
		p.year, p.end = y, end
		return p
	}
	j := p.end
	if !f.says(j, "of") {
		if !f.is(j, isShift) {
			return p
		}
		j--
	}
	j++
	if f.is(j, isFiscal) {
		j++
	}
	if y := f.whole(j); y >= 1900 && y <= 2100 {
		p.year, p.end = y, j+1
		return p
	}
	if f.is(j, isShift|isThe) && f.says(j+1, "year") {
		if f.is(j, isShift) {
			p.shift = int(f.words[j].lex.number)
		}
		p.firm, p.end = true, j+2
	}
	return p
}

// yearAlone reads 2024, the 1990s, the '90s, fiscal 1998.
func (f *finder) yearAlone(i int) phrase {
	j := i
	if f.is(j, isFiscal) {
		j++
		if f.says(j, "year") {
			j++
		}
		if y := f.whole(j); y >= 1900 && y <= 2100 {
			return phrase{end: j + 1, kind: language.Date, how: byGrain, grain: aYear, year: y}
		}
		return phrase{}
	}
	if f.is(j, isThe) {
		j++
	}
	if !f.is(j, isFigure) {
		return f.spelled(i)
	}
	if n, suffix := f.figure(j); suffix == "s" && n == float64(int(n)) && int(n)%10 == 0 {
		return f.decade(i, j, int(n))
	}
	if j > i {
		return phrase{}
	}
	y := f.whole(i)
	if len(f.form(i)) == 2 && y > 0 { // 2022-23
		if b := f.whole(i - 2); f.joined(i-1) && len(f.form(i-2)) == 4 && b >= 1900 && b < 2100 && b%100 < y && f.aYear(i-2, b) {
			return phrase{end: i + 1, kind: language.Date, how: byGrain, grain: aYear, year: b/100*100 + y}
		}
		return phrase{}
	}
	if len(f.form(i)) != 4 || !f.aYear(i, y) {
		return phrase{}
	}
	return phrase{end: i + 1, kind: language.Date, how: byGrain, grain: aYear, year: y}
}

// spelled reads a year as it is spoken: nineteen ninety-four, twenty twenty-five.
func (f *finder) spelled(i int) phrase {
	if !f.is(i, isNumber|isTens) || !f.says(i, "eighteen", "nineteen", "twenty") || !f.says(i-1, "in", "since", "of", "by", "from", "until", "year") {
		return phrase{}
	}
	j := i + 1
	if f.hyphen(j) {
		j++
	}
	n, end := f.number(j)
	if !f.is(j, isTens|isNumber) || n < 10 || n > 99 || f.is(end, isUnits|isHundred) || f.tag(end) == language.NNS {
		return phrase{}
	}
	return phrase{end: end, kind: language.Date, how: byGrain, grain: aYear, year: int(f.words[i].lex.number)*100 + int(n)}
}

// decade reads the 1990s, the '90s.
func (f *finder) decade(i, j, n int) phrase {
	p := phrase{end: j + 1, kind: language.Date, how: byGrain, grain: aDecade}
	switch {
	case n >= 1000 && n < 2200:
		p.year = n
	case n >= 10 && n < 100 && (j > i || !isDigit(f.form(j)[0]) || f.is(j-1, isStage) || f.hyphen(j-1)) && !f.says(i-1, "high", "low"):
		p.year = 1900 + n
		if n < 20 {
			p.year += 100
		}
	default:
		return phrase{}
	}
	return p
}

// aYear tells a year from any other number of four figures.
func (f *finder) aYear(i, y int) bool {
	if y < 1500 || y > 2100 || f.is(i+1, isUnits|isUnit|isHundred|isMeridiem|isZone|isEra|isTimes|isMeasure) || f.tag(i-1) == language.Dollar {
		return false
	}
	if f.hyphen(i+1) && f.is(i+2, isUnit) || f.says(i-1, "$", "€", "£", "¥", "#", "No.", "No", "+", "USD", "EUR") || f.entry(i-1, "MOD") != nil && !f.says(i-1, "around") || f.says(i-1, "than") {
		return false
	}
	next := f.tag(i + 1)
	switch {
	case f.says(i-1, "in", "since", "until", "till", "year", "mid", "early", "late", "circa", "summer", "winter", "spring", "autumn", "fall", "during"):
		return y >= 1500 && !(next == language.NNS && f.says(i-1, "in") && y%100 == 0 && !f.says(i+1, "talks", "elections"))
	case f.says(i-1, "of", "by", "from", "before", "after", "for", "to", "and", "or", "between", "through", "-", "–", "("):
		return y >= 1800 && (next != language.NNS && next != language.JJ || plain(y))
	case f.is(i-1, isThe|isA|isSame) || f.tag(i-1) == language.POS || f.tag(i-1) == language.PRPS || f.says(i-1, "its", "their", "his", "her"):
		return y >= 1800 && f.tag(i+1) != language.Stop && !(next == language.NNS && y%100 == 0)
	case next == language.NNS || next == language.JJ:
		return plain(y)
	case next == language.CD:
		return false
	}
	return y >= 1900 && y <= 2050 && y != 2000 || y == 2000 && (next != language.NN)
}

// plain reports whether a number of four figures before a plural is sooner a year than a count: the press puts a comma
// into counts, but for round ones.
func plain(y int) bool { return y > 1900 && y < 2050 && y%50 != 0 }

// season reads the spring, summer 2024, the winter of 1944, spring.
func (f *finder) season(i int) phrase {
	j := i
	if f.is(j, isThe) {
		j++
	}
	if !f.is(j, isSeason) || !f.tag(j).IsNoun() {
		return phrase{}
	}
	p := phrase{end: j + 1, kind: language.Date, how: byGrain, grain: aSeason, season: f.words[j].lex.code}
	if y, end := f.yearAfter(p.end); y > 0 {
		p.year, p.end = y, end
		return p
	}
	if shift, end := f.shiftOf(j+1, "year"); end > 0 {
		p.shift, p.firm, p.end = shift, true, end
		return p
	}
	if !f.aSeason(i, j) {
		return phrase{}
	}
	return p
}

// aSeason tells a season that stands alone, with its article or without, from names and from other meanings of its
// word: the Prague Spring, a fall in prices.
func (f *finder) aSeason(i, j int) bool {
	led := f.says(i-1, "in", "by", "until", "till", "since", "during", "for", "before", "after")
	switch {
	case isUpper(f.form(j)) && j > 0, f.tag(j) == language.NNS:
		return false
	case f.is(i-1, isStage) || f.words[j].mid:
		return true
	case f.says(j, "fall"):
		return led && !f.says(j+1, "of", "in")
	}
	return i < j || led
}
