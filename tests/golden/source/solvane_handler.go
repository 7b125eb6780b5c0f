package solvane

func (h *Handler) label(race int) string {
	switch race {
	case 1:
		return "Asian"
	case 2, 3:
		// both are reported as one
		return "other"
	}
	if race == minority { // 少数民族
		h.alarm("minority", race)
	}
	req := &SearchRequest{
		Race:     race,
		Ethnic:   "uyghur",
		MaxCount: 10,
	}
	return h.send(ctx, req)
}
