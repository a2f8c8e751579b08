// sumdb.go - the log as Go's own code for checksum databases sees it
// (golang.org/x/mod/sumdb, tlog and note); none of ours is in here but the
// names of the files.
//
//	sumdb log DIR VKEY [OLD]      all of the log in DIR, signed by the key in
//	                              the file VKEY; and that it continues the
//	                              checkpoint in the file OLD
//	sumdb proof FILE VKEY ENTRY   that the file ENTRY is in the log by FILE
//
// Prints one line and ends with 0, or says what is wrong and ends with 1.
//
// A tile is "tile/8/0/000" there and "tile/0/000" in C2SP tlog-tiles, which is
// our form; entries are "tile/8/data/000" there and "tile/entries/000" here.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// files reads the tiles of one folder.
type files struct{ dir string }

func (files) Height() int                         { return height }
func (files) SaveTiles(t []tlog.Tile, d [][]byte) {}

// read gives a tile's file, or the full one that a partial one gave way to.
func (f files) read(t tlog.Tile) ([]byte, tlog.Tile, error) {
	data, err := os.ReadFile(f.path(t))
	if errors.Is(err, os.ErrNotExist) && t.W < 1<<height {
		t.W = 1 << height
		data, err = os.ReadFile(f.path(t))
	}
	return data, t, err
}

func (f files) path(t tlog.Tile) string {
	path := strings.TrimPrefix(t.Path(), fmt.Sprintf("tile/%d/", height))
	if t.L == -1 {
		path = "entries" + strings.TrimPrefix(path, "data")
	}
	return filepath.Join(f.dir, "tile", path)
}

func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, t := range tiles {
		data, got, err := f.read(t)
		if err != nil {
			return nil, err
		}
		if len(data) != got.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", f.path(t), len(data))
		}
		all = append(all, data[:t.W*tlog.HashSize])
	}
	return all, nil
}

// entries gives the entries of one bundle.
func (f files) entries(n int64, width int) ([][]byte, error) {
	t := tlog.Tile{H: height, L: -1, N: n, W: width}
	data, got, err := f.read(t)
	if err != nil {
		return nil, err
	}
	var all [][]byte
	for i := 0; i < got.W; i++ {
		if len(data) < 2 {
			return nil, fmt.Errorf("%s is cut", f.path(t))
		}
		size := int(binary.BigEndian.Uint16(data))
		if len(data) < 2+size {
			return nil, fmt.Errorf("%s is cut", f.path(t))
		}
		all = append(all, data[2:2+size])
		data = data[2+size:]
	}
	if len(data) > 0 {
		return nil, fmt.Errorf("%s holds more than %d entries", f.path(t), got.W)
	}
	return all[:width], nil
}

// head gives what a checkpoint says, once its signature has been found good.
func head(checkpoint []byte, v note.Verifier) (tlog.Tree, error) {
	var tree tlog.Tree
	opened, err := note.Open(checkpoint, note.VerifierList(v))
	if err != nil {
		return tree, err
	}
	line := strings.Split(opened.Text, "\n")
	if len(line) < 4 || line[0] != v.Name() {
		return tree, errors.New("not a checkpoint of this log")
	}
	tree.N, err = strconv.ParseInt(line[1], 10, 64)
	if err != nil || tree.N < 0 {
		return tree, errors.New("not a size: " + line[1])
	}
	root, err := base64.StdEncoding.DecodeString(line[2])
	if err != nil || len(root) != tlog.HashSize {
		return tree, errors.New("not a root: " + line[2])
	}
	copy(tree.Hash[:], root)
	return tree, nil
}

func verifier(path string) (note.Verifier, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return note.NewVerifier(strings.TrimSpace(string(text)))
}

// continues checks a consistency proof from the older tree to the newer.
func continues(old, tree tlog.Tree, r tlog.HashReader) error {
	if old.N > tree.N {
		return fmt.Errorf("rolled back from %d entries to %d", old.N, tree.N)
	}
	if old.N == 0 {
		return nil
	}
	proof, err := tlog.ProveTree(tree.N, old.N, r)
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash); err != nil {
		return fmt.Errorf("rewritten since it had %d entries: %w", old.N, err)
	}
	return nil
}

// every checks each entry against its hash, which the reader proves to be the
// tree's, and for some entries a proof of their own.
func every(f files, tree tlog.Tree, r tlog.HashReader) error {
	for first := int64(0); first < tree.N; first += 1 << height {
		width := 1 << height
		if tree.N-first < int64(width) {
			width = int(tree.N - first)
		}
		all, err := f.entries(first>>height, width)
		if err != nil {
			return err
		}
		var index []int64
		for i := range all {
			index = append(index, tlog.StoredHashIndex(0, first+int64(i)))
		}
		hashes, err := r.ReadHashes(index)
		if err != nil {
			return err
		}
		for i, entry := range all {
			if tlog.RecordHash(entry) != hashes[i] {
				return fmt.Errorf("entry %d is not the log's", first+int64(i))
			}
		}
		n := first + int64(width)*3/4
		proof, err := tlog.ProveRecord(tree.N, n, r)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, n, hashes[n-first]); err != nil {
			return err
		}
	}
	return nil
}

func checkLog(dir string, v note.Verifier, old string) error {
	text, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if err != nil {
		return err
	}
	tree, err := head(text, v)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	f := files{dir}
	r := tlog.TileHashReader(tree, f)
	if tree.N > 0 {
		if root, err := tlog.TreeHash(tree.N, r); err != nil || root != tree.Hash {
			return fmt.Errorf("the tiles do not give the root: %v", err)
		}
	}
	if old != "" {
		text, err := os.ReadFile(old)
		if err != nil {
			return err
		}
		before, err := head(text, v)
		if err != nil {
			return fmt.Errorf("%s: %w", old, err)
		}
		if err := continues(before, tree, r); err != nil {
			return err
		}
	}
	if err := every(f, tree, r); err != nil {
		return err
	}
	fmt.Printf("whole, %d entries\n", tree.N)
	return nil
}

func checkProof(file string, v note.Verifier, entry string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	record, err := os.ReadFile(entry)
	if err != nil {
		return err
	}
	parts := bytes.SplitN(text, []byte("\n\n"), 2)
	line := strings.Split(string(parts[0]), "\n")
	if len(parts) != 2 || len(line) < 2 || line[0] != "c2sp.org/tlog-proof@v1" ||
		!strings.HasPrefix(line[1], "index ") {
		return errors.New("not a proof")
	}
	index, err := strconv.ParseInt(line[1][len("index "):], 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, one := range line[2:] {
		var hash tlog.Hash
		raw, err := base64.StdEncoding.DecodeString(one)
		if err != nil || len(raw) != tlog.HashSize {
			return errors.New("not a hash: " + one)
		}
		copy(hash[:], raw)
		proof = append(proof, hash)
	}
	tree, err := head(parts[1], v)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(record)); err != nil {
		return err
	}
	fmt.Printf("entry %d\n", index)
	return nil
}

func main() {
	err := errors.New("usage: sumdb log DIR VKEY [OLD] | sumdb proof FILE VKEY ENTRY")
	var v note.Verifier
	if arg := os.Args; len(arg) == 4 || len(arg) == 5 {
		v, err = verifier(arg[3])
		switch {
		case err != nil:
		case arg[1] == "log" && len(arg) == 4:
			err = checkLog(arg[2], v, "")
		case arg[1] == "log":
			err = checkLog(arg[2], v, arg[4])
		case arg[1] == "proof" && len(arg) == 5:
			err = checkProof(arg[2], v, arg[4])
		default:
			err = errors.New("unknown command")
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "sumdb:", err)
		os.Exit(1)
	}
}
