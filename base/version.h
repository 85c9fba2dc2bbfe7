/* version.h - of both programs; the Makefile reads it for the Debian package. */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#define STEMMA_VERSION "0.1"

#endif
