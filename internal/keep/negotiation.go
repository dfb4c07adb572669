package keep

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/parleyhq/parley/internal/store"
)

// A Negotiation says what a record is of. It is kept with the record, so that whoever opens it need not say it again.
type Negotiation struct {
	Name   string `json:"name,omitempty"`
	File   string `json:"file,omitempty"`   // the agenda's, as it was named
	Agenda string `json:"agenda,omitempty"` // what stands in the file
}

// NegotiationSetting is the setting under which it is kept.
const NegotiationSetting = "negotiation"

// Hash tells one agenda from another; it is empty without one.
func (n Negotiation) Hash() string {
	if n.Agenda == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(n.Agenda))
	return hex.EncodeToString(sum[:8])
}

// NegotiationOf gives what a record is of; it is empty where nothing was kept.
func NegotiationOf(ctx context.Context, s store.Store) (n Negotiation, err error) {
	value, err := s.Setting(ctx, NegotiationSetting)
	if err != nil || value == "" {
		return n, err
	}
	if err := json.Unmarshal([]byte(value), &n); err != nil {
		return n, fmt.Errorf("setting %s: %w", NegotiationSetting, err)
	}
	return n, nil
}

// SetNegotiation keeps what a record is of.
func SetNegotiation(ctx context.Context, s store.Store, n Negotiation) error {
	value, err := json.Marshal(n)
	if err != nil {
		return err
	}
	return s.Set(ctx, NegotiationSetting, string(value))
}
