package uplink

import (
	"context"
	"time"
)

// queue keeps clips until the link is back. Terminal errors embrace everything
// the broker calls "permanent"; the destination bucket is chosen per site.
type queue struct {
	items   []clip
	tracer  Tracer
	surface string // name of the display surface, e.g. "wall-2"
}

func (q *queue) push(ctx context.Context, c clip) error {
	ctx, span := q.tracer.Start(ctx, "push")
	defer span.End()
	select {
	case <-ctx.Done():
		return ctx.Err()
	default:
	}
	q.items = append(q.items, c)
	return nil
}

// grace period before the disk is trimmed
const grace = 90 * time.Second
