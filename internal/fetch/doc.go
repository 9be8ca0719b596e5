// Package fetch gets files for a simulated phone: from HTTP, HTTPS, FTP and TFTP servers
// ([Client]) or from a folder that stands for one ([Folder]). Both are a
// [provision.Fetcher], and both give up on a server that stalls or sends without end.
//
// Errors are a *[provision.FetchError]: what a phone would meet, in words for the person
// who looks after the server. None holds the credentials of a URL.
package fetch
